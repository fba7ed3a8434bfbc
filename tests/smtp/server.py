"""A real mail server for tests: aiosmtpd, which is not ours. Prints one JSON line when it listens and one per message it has taken.

The first word of a recipient says how it is treated: busy (421), full (452), greylisted (451), gone (550), silent (never an answer), anything else is taken.
With --login USER:PASSWORD nobody sends without logging in; with --port N it listens there.
"""
import asyncio
import json
import sys
from email import message_from_bytes, policy

from aiosmtpd.smtp import AuthResult, SMTP

REFUSALS = {
    "busy": "421 4.3.2 Too many for {0}", "full": "452 4.3.1 No room for {0}",
    "greylisted": "451 4.7.1 Come later, {0}", "gone": "550 5.1.1 No such user: {0}",
}


def say(**what):
    print(json.dumps(what), flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        first = address.split("@")[0].split(".")[0]
        if first == "silent":
            say(silent=True)
            await asyncio.Event().wait()
        if first in REFUSALS:
            return REFUSALS[first].format(address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        body = mail.get_body(preferencelist=("plain",))
        say(
            sender=envelope.mail_from, to=envelope.rcpt_tos, subject=mail["subject"], header_from=str(mail["from"]), id=mail["message-id"],
            auto=mail["auto-submitted"], text=body.get_content(),
            attachments=[{"name": a.get_filename(), "type": a.get_content_type(), "method": a.get_param("method"), "content": a.get_payload(decode=True).decode("utf-8")}
                         for a in mail.iter_attachments()])
        return "250 taken"


def authenticator(login):
    def check(server, session, envelope, mechanism, data):
        # Not handled: the server says 535 or 235 itself.
        return AuthResult(success=[data.login.decode(), data.password.decode()] == login, handled=False)
    return check


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        # Clients may write the mechanism in small letters; this server knows it in capitals only.
        mechanism, *rest = arg.split(" ")
        await super().smtp_AUTH(" ".join([mechanism.upper(), *rest]))


async def main():
    login = sys.argv[sys.argv.index("--login") + 1].split(":") if "--login" in sys.argv else None
    port = int(sys.argv[sys.argv.index("--port") + 1]) if "--port" in sys.argv else 0
    options = {"enable_SMTPUTF8": True}
    if login:
        options |= {"authenticator": authenticator(login), "auth_required": True, "auth_require_tls": False}
    server = await asyncio.get_running_loop().create_server(lambda: Server(Handler(), **options), "127.0.0.1", port)
    say(port=server.sockets[0].getsockname()[1])
    await server.serve_forever()


asyncio.run(main())
