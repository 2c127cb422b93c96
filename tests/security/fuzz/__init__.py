"""Send what nobody should send to the whole sample site, and judge every answer.

`make fuzz N=20000 SEED=1`, or `python -m tests.security.fuzz`. What a run finds is appended to
`corpus.jsonl`, which every run replays first.
"""
