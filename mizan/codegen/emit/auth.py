"""`auth.gen.ts`: all of logging in, definitions and hooks, apart from the project's own names."""

from __future__ import annotations

from collections.abc import Mapping

from mizan.codegen.emit.base import KERNEL, define
from mizan.codegen.emit.names import Names
from mizan.codegen.emit.react import KERNEL as REACT
from mizan.codegen.emit.react import Hooks
from mizan.codegen.nodes import Doc, Node, join, literal, record
from mizan.codegen.source import Here, Namespace, SourceFile
from mizan.codegen.types import Types
from mizan.codegen.zod import Rules, Validator, ZodMini
from mizan.protocol.naming import camel

MANAGED: Mapping[str, tuple[str, ...]] = {
    "useEmails": ("emails", "primary_email", "remove_email", "resend_email"),
    "usePhone": ("phone", "resend_phone_code"),
    "useTotp": ("authenticators", "deactivate_totp", "totp"),
    "useRecoveryCodes": ("authenticators", "generate_recovery_codes", "recovery_codes"),
    "usePasskeys": ("add_passkey", "authenticators", "passkey_creation", "remove_passkeys", "rename_passkey"),
    "useFinishPasskeySignup": ("finish_passkey_signup", "passkey_signup_creation"),
    "useConnections": ("connections", "disconnect"),
    "useSessions": ("end_sessions", "sessions"),
}
"""Hooks of the adapter, and the operations that each one takes: a list, and what is done to it."""

PASSKEYS: Mapping[str, tuple[str, str]] = {
    "usePasskeyLogin": ("passkey_login", "login_by_passkey"),
    "usePasskeyAuthentication": ("passkey_authentication", "authenticate_by_passkey"),
    "usePasskeyReauthentication": ("passkey_reauthentication", "reauthenticate_by_passkey"),
}
"""Hooks that show a passkey: the operation that asks for one, and the one that takes it."""

ADAPTERS = {"useFinishPasskeySignup": "usePasskeySignup"}
"""What hooks are called in the adapter, where that is another name."""


def react(names: Names, own: Names, header: str, validator: Validator = "zod-mini") -> SourceFile:
    """Return the file for React; `own` are the project's names."""
    file = SourceFile("auth.gen.ts", header)
    z = file.namespace("z", "zod/mini")
    m = file.namespace("m", KERNEL)
    mz = file.namespace("mz", "@mizan/base/zod")
    r = file.namespace("r", REACT)
    types = Types(names.references)
    define(file, names, types, m, ZodMini(m, z, mz) if validator == "zod-mini" else Rules(m))
    file.space()
    _forms_and_calls(file, names, r)
    file.space()
    _state(file, names, types, r)
    _managed(file, names, m, r)
    _policies(file, own, r)
    return file


def _forms_and_calls(file: SourceFile, names: Names, r: Namespace) -> None:
    hooks = Hooks(file, r, Here())
    for form in names.forms:
        hooks.form(form, [])
    own = {*MANAGED, *PASSKEYS, "useLogout"}
    taken = taken_of({function.name for function in names.functions})
    for function in names.functions:
        if function.hook not in own and function.name not in taken:
            hooks.function(function)
    for context in names.contexts:
        if context.hook not in own and context.scope == "local":
            file.add(f"export const {context.hook} = () => {r('useContextValue')}({context.value})")


def _state(file: SourceFile, names: Names, types: Types, r: Namespace) -> None:
    """Add what asks who is logged in."""
    user = types.type(names.contract["$defs"]["AuthAuthenticated"]["properties"]["user"])
    entries: list[tuple[str, Node]] = [("session", "sessionContext"), ("config", "configContext")]
    file.add(
        Doc("What every page with a user needs."),
        "export const auth = ",
        record([*entries, ("logout", "logout")]),
    )
    file.add(
        Doc("Who is logged in: `{state, config, refresh, logout, pending, error}`."),
        f"export const useAuth = () => {r('useAuth')}(auth)",
    )
    file.add(
        Doc("Show `children` to those who are logged in, and `fallback` to the others."),
        join(f"export const RequireAuth = (props: {r.type('RequireAuthProps')}<", user, ">) => "),
        f"{r('requireAuth')}(auth, props)",
    )
    file.add(
        Doc("Show the step that is to be done next: one for each `id`."),
        f"export const PendingStep = (props: {r.type('PendingStepProps')}<AuthStep>) => ",
        f"{r('pendingStep')}(auth, props)",
    )


def _managed(file: SourceFile, names: Names, m: Namespace, r: Namespace) -> None:
    """Add the hooks whose operations are all there."""
    there = {function.name for function in names.functions}
    for hook, parts in MANAGED.items():
        if _has_all(there, parts):
            taken = ", ".join(map(camel, parts))
            file.add(f"export const {hook} = () => {r(ADAPTERS.get(hook, hook))}({{ {taken} }})")
    for hook, (asks, answers) in PASSKEYS.items():
        if _has_all(there, (asks, answers)):
            said = f"{{ options: {camel(asks)}, answer: {camel(answers)} }}"
            file.add(f"export const {hook} = () => {r('usePasskey')}({said})")
    if "auth.connections" in there:
        file.add(
            Doc("Leave for another site to log in there: the browser itself posts a form."),
            f"export const redirectToProvider = (client: {m.type('Client')}, "
            f"to: {m.type('ProviderRedirect')}) => {m('redirectToProvider')}(client, configContext, to)",
        )


def _policies(file: SourceFile, own: Names, r: Namespace) -> None:
    """Add what shows and hides by who may call what."""
    names = [function.name for function in own.functions]
    names += [form.operations["submit"]["name"] for form in own.forms]
    names += [wizard.operations["submit"]["name"] for wizard in own.wizards]
    if not names:
        return
    operations = own.contract["operations"]
    file.space()
    file.add(
        Doc("Who may call what. The server is asked only where who is logged in does not tell."),
        "const $policies = ",
        join(record((name, literal(operations[name]["auth"])) for name in sorted(names)), " as const"),
    )
    file.add(
        Doc("Whether this user may call an operation; undefined until the page knows. The server judges."),
        f"export const useCan = (operation: keyof typeof $policies) => {r('useCan')}($policies, operation)",
    )
    file.add(
        Doc("Show `children` to those who may call an operation, and `fallback` to the others."),
        f"export const Can = (props: {r.type('CanProps')}<keyof typeof $policies>) => "
        f"{r('showTo')}($policies, props)",
    )


def taken_of(there: set[str]) -> set[str]:
    """Return the operations that hooks of the adapter speak of: alone, each would be half of a flow."""
    flows = [parts for parts in (*MANAGED.values(), *PASSKEYS.values()) if _has_all(there, parts)]
    return {f"auth.{part}" for parts in flows for part in parts}


def _has_all(there: set[str], parts: tuple[str, ...]) -> bool:
    return all(f"auth.{part}" in there for part in parts)
