"""A scripted XMPP client: commands come in as lines of JSON, what happens goes out as lines of JSON."""

import asyncio
import base64
import json
import sys

import slixmpp
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import MatchXPath

PLUGINS = ("xep_0030", "xep_0054", "xep_0084", "xep_0085", "xep_0115", "xep_0153", "xep_0163", "xep_0184", "xep_0199", "xep_0280", "xep_0313")


def say(**event):
    print(json.dumps(event), flush=True)


class Peer(slixmpp.ClientXMPP):
    def __init__(self, jid, password, address, ca):
        super().__init__(jid, password)
        self.address = address
        self.ca_certs = ca
        self.auto_authorize = None
        self.auto_subscribe = False
        for plugin in PLUGINS:
            self.register_plugin(plugin)
        self["xep_0184"].auto_request = True
        self.add_event_handler("session_start", self.started)
        self.add_event_handler("failed_auth", lambda _: say(event="failed"))
        self.add_event_handler("disconnected", lambda _: say(event="disconnected"))
        self.add_event_handler("message", self.heard)
        self.add_event_handler("receipt_received", lambda m: say(event="receipt", of=m["receipt"]))
        for state in ("active", "composing", "paused", "inactive", "gone"):
            self.add_event_handler("chatstate_" + state, lambda m: say(event="state", state=m["chat_state"], by=m["from"].bare))
        self.add_event_handler("carbon_sent", lambda m: self.copied("sent", m["carbon_sent"]))
        self.add_event_handler("carbon_received", lambda m: self.copied("received", m["carbon_received"]))
        self.add_event_handler("presence", self.seen)
        displayed = MatchXPath("{jabber:client}message/{urn:xmpp:chat-markers:0}displayed")
        self.register_handler(Callback("displayed", displayed, self.marked))

    async def started(self, _):
        await self.get_roster()
        await self["xep_0280"].enable()
        self.send_presence()
        say(event="online", jid=self.boundjid.full)

    def heard(self, message):
        if message["type"] in ("chat", "normal") and message["body"]:
            say(event="message", by=message["from"].bare, body=message["body"], id=message["id"], xml=str(message))

    def copied(self, kind, message):
        if message["body"]:
            say(event="copy", kind=kind, by=message["from"].bare, to=message["to"].bare, body=message["body"], id=message["id"])

    def seen(self, presence):
        say(event="presence", type=presence["type"], by=presence["from"].bare, status=presence["status"])

    def marked(self, message):
        marker = message.xml.find("{urn:xmpp:chat-markers:0}displayed")
        say(event="displayed", by=message["from"].bare, of=marker.get("id"))

    async def do(self, command):
        what = command.pop("do")
        if what == "send":
            self.send_message(mto=command["to"], mbody=command["body"], mtype="chat")
        elif what == "send many":
            for number in range(command["first"], command["last"] + 1):
                self.send_message(mto=command["to"], mbody=f"{command['body']} {number}", mtype="chat")
        elif what == "state":
            message = self.make_message(mto=command["to"], mtype="chat")
            message["chat_state"] = command["state"]
            message.send()
        elif what == "presence":
            self.send_presence(pto=command.get("to"), ptype=command.get("type"), pshow=command.get("show"), pstatus=command.get("status"))
        elif what == "avatar":
            data = base64.b64decode(command["data"])
            plugin = self["xep_0084"]
            await plugin.publish_avatar(data)
            await plugin.publish_avatar_metadata([{"id": plugin.generate_id(data), "type": command["type"], "bytes": len(data)}])
        elif what == "ping":
            await self["xep_0199"].send_ping(command["to"], timeout=20)
        elif what == "disco":
            info = await self["xep_0030"].get_info(jid=command["to"], timeout=20)
            return sorted(info["disco_info"]["features"])
        elif what == "archive":
            results = self["xep_0313"].iterate(with_jid=slixmpp.JID(command["with"]), rsm={"max": 100})
            found = [result["mam_result"]["forwarded"]["stanza"] async for result in results]
            return [{"by": m["from"].bare, "body": m["body"], "id": m["id"]} for m in found if m["body"]]
        elif what == "reconnect":
            self.connect(self.address)
            await self.wait_until("session_start", 20)
        elif what == "raw":
            self.send_raw(command["xml"])
        elif what == "sync":
            await self.answered(self["xep_0199"].send_ping(self.boundjid.host, timeout=20))
        return None

    async def answered(self, question):
        """Waits for an answer, but not on a connection that is gone."""
        gone = asyncio.ensure_future(self.wait_until("disconnected", 30))
        asked = asyncio.ensure_future(question)
        await asyncio.wait((asked, gone), return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        if not asked.done():
            asked.cancel()
            raise ConnectionError("disconnected")
        return asked.result()


async def run(peer):
    reader = asyncio.StreamReader()
    await asyncio.get_event_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        command = json.loads(line)
        number = command.pop("number")
        try:
            say(event="done", number=number, result=await peer.do(command))
        except Exception as error:
            say(event="done", number=number, error=repr(error))
    await peer.disconnect(wait=1)


if __name__ == "__main__":
    jid, password, port, ca = sys.argv[1:5]
    peer = Peer(jid, password, ("127.0.0.1", int(port)), ca)
    peer.connect(peer.address)
    peer.loop.run_until_complete(run(peer))
