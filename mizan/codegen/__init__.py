"""From the registry to the contract document, and from there to TypeScript.

`contract` alone knows Django; everything after it reads the document, so another backend can use it.
"""
