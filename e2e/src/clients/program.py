"""What a developer writes against the generated client: register, confirm, sign in, list. Run by a test."""

import re
import sys
import time

import httpx
from lethe_client import Client
from lethe_client.api.account import read_profile
from lethe_client.api.registrations import confirm_registration, register
from lethe_client.api.sessions import sign_in
from lethe_client.api.workspaces import list_workspaces
from lethe_client.models import ConfirmRegistrationRequest, RegisterRequest, SignInRequest

url, email, password = sys.argv[1:4]

# The cookies are Secure, and this test speaks plain HTTP to localhost: Python's own jar would keep them back.
cookies: dict[str, str] = {}


def send(request: httpx.Request) -> None:
    request.headers["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())


def keep(response: httpx.Response) -> None:
    for line in response.headers.get_list("set-cookie"):
        name, value = line.split(";")[0].split("=", 1)
        cookies[name] = value


client = Client(base_url=url, httpx_args={"event_hooks": {"request": [send], "response": [keep]}})


def mailed_code() -> str:
    for _ in range(150):
        mails = httpx.get(f"{url}/dev/mailbox", params={"address": email}).json()["mails"]
        for mail in mails:
            found = re.search(r"\b(\d{6})\b", mail["text"])
            if found:
                return found[1]
        time.sleep(0.1)
    raise SystemExit("No mail came.")


weak = register.sync(client=client, body=RegisterRequest(email=email, username="Ada", password="short"))
print("weak:", ",".join(f"{error.pointer} {error.code}" for error in weak.errors))

asked = register.sync_detailed(client=client, body=RegisterRequest(email=email, username="Ada", password=password))
assert asked.status_code == 202, asked
confirmed = confirm_registration.sync_detailed(client=client, body=ConfirmRegistrationRequest(code=mailed_code()))
assert confirmed.status_code == 201, confirmed

wrong = sign_in.sync(client=client, body=SignInRequest(email=email, password=f"not {password}"))
print("wrong:", wrong.status, wrong.code)

assert sign_in.sync_detailed(client=client, body=SignInRequest(email=email, password=password)).status_code == 201
profile = read_profile.sync(client=client)
workspaces = list_workspaces.sync(client=client)
print(f"in: {'me' if profile.email == email else 'somebody else'}, {str(isinstance(workspaces.workspaces, list)).lower()}")
