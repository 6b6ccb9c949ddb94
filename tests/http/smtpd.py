#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
# A real SMTP server on loopback for the suites, Debian's aiosmtpd: smtpd.py PORT FOLDER.  What it takes becomes
# FOLDER/N.eml with FOLDER/N.to.  How it behaves stands in FOLDER/mode, read anew for every command: accept, rcpt-550,
# rcpt-policy, rcpt-450, from-550, data-554, data-451, data-421, hang-greeting, hang-rcpt, hang-data (takes the text and
# does not answer), break-data (closes instead of answering), break-after (keeps the mail and closes).
import asyncio
import os
import pathlib
import sys

from aiosmtpd.smtp import SMTP

folder = pathlib.Path(sys.argv[2])
port = int(sys.argv[1])


def mode():
    return (folder / "mode").read_text().strip()


def keep(envelope):
    n = len(list(folder.glob("*.eml"))) + 1
    (folder / f"{n}.to").write_text(" ".join([envelope.mail_from] + envelope.rcpt_tos) + "\n")
    part = folder / f"{n}.part"
    part.write_bytes(envelope.original_content)
    os.rename(part, folder / f"{n}.eml")


def note(what):
    with open(folder / "log", "a") as f:
        f.write(what + "\n")


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        note("MAIL")
        if mode() == "from-550":
            return "550 5.1.8 we do not know you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        note("RCPT")
        m = mode()
        if m == "hang-rcpt":
            await asyncio.sleep(3600)
        if m == "rcpt-550":
            return "550 5.1.1 <%s> no such user" % address
        if m == "rcpt-policy":
            return "550 5.7.1 not from here"
        if m == "rcpt-450":
            return "450 4.2.1 mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        note("DATA")
        m = mode()
        if m == "hang-data":
            await asyncio.sleep(3600)
        if m == "break-data":
            server.transport.abort()
            return "250 nobody hears this"
        if m == "data-554":
            return "554 5.6.0 we do not like it"
        if m == "data-451":
            return "451 4.3.0 try again"
        if m == "data-421":
            return "421 4.3.2 closing"
        keep(envelope)
        if m == "break-after":
            server.transport.abort()
        return "250 OK"


class Server(SMTP):
    def connection_made(self, transport):
        note("CONNECT")
        if mode() != "hang-greeting":
            super().connection_made(transport)


async def main():
    loop = asyncio.get_running_loop()
    await loop.create_server(lambda: Server(Handler(), hostname="mx.test", enable_SMTPUTF8=True), "127.0.0.1", port)
    (folder / "ready").touch()
    await asyncio.Event().wait()


asyncio.run(main())
