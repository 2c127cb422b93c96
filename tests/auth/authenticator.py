"""A security key in software: real keys, real signatures."""

from __future__ import annotations

import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG
ORIGIN, HOST = "http://testserver", "testserver"


class SecurityKey:
    """Do what `navigator.credentials` does; `knows_user` is a finger on the sensor."""

    def __init__(self, *, knows_user: bool = True) -> None:
        self.id = os.urandom(32)
        self.user = b""
        self.count = 0
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._flags = FLAG.UP | (FLAG.UV if knows_user else FLAG(0))

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer creation options."""
        wanted = options["publicKey"]
        self.user = wanted["user"]["id"]
        made = AttestedCredentialData.create(b"\0" * 16, self.id, ES256.from_cryptography_key(self._public()))
        data = AuthenticatorData.create(sha256(HOST.encode()), self._flags | FLAG.AT, self._next(), made)
        said = self._said(CollectedClientData.TYPE.CREATE, wanted)
        resident = wanted["authenticatorSelection"].get("residentKey") == "required"
        return {
            **self._named(),
            "clientExtensionResults": {"credProps": {"rk": resident}},
            "response": {
                "clientDataJSON": websafe_encode(said),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
                "transports": ["internal"],
            },
        }

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer request options."""
        data = AuthenticatorData.create(sha256(HOST.encode()), self._flags, self._next())
        said = self._said(CollectedClientData.TYPE.GET, options["publicKey"])
        signature = self._key.sign(data + said.hash, ec.ECDSA(hashes.SHA256()))
        return {
            **self._named(),
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": websafe_encode(said),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": self.user,
            },
        }

    def _public(self) -> ec.EllipticCurvePublicKey:
        return self._key.public_key()

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _said(self, kind: Any, options: dict[str, Any]) -> CollectedClientData:
        return CollectedClientData.create(kind, options["challenge"], ORIGIN)

    def _named(self) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "authenticatorAttachment": "platform"}
