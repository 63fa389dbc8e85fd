# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody else of the school, at work in a browser: what the program meets was really written on the ENT."""

import http.cookiejar
import json
import urllib.parse
import urllib.request
import uuid


class Stay(urllib.request.HTTPRedirectHandler):
    """A redirection is an answer: signed in, or signed out."""

    def redirect_request(self, *ignored):
        return None


class Colleague:
    def __init__(self, server, login, password='encrier'):
        self.uri = server.uri
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), Stay)
        form = urllib.parse.urlencode({'email': login, 'password': password}).encode()
        try:
            self.browser.open(self.uri + '/auth/login', form, 10).close()
        except urllib.error.HTTPError as redirection:
            assert redirection.code == 302, redirection
            redirection.close()
        self.id = self.ask('GET', '/auth/oauth2/userinfo?version=2.0')['userId']

    def ask(self, method, path, value=None, body=None, media_type='application/json'):
        data = json.dumps(value).encode() if value is not None else body
        request = urllib.request.Request(self.uri + path, data, {'Content-Type': media_type}, method=method)
        for cookie in self.cookies:
            if cookie.name == 'XSRF-TOKEN':
                request.add_header('X-XSRF-TOKEN', cookie.value)
        with self.browser.open(request, timeout=10) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def send(self, to, subject, html, files=()):
        """Writes to @to, ids of people and groups, and gives the id of the message."""
        message = {'subject': subject, 'body': html, 'to': list(to), 'cc': [], 'cci': [], 'noReply': False}
        draft = self.ask('POST', '/conversation/draft', message)['id']
        for name, media_type, content in files:
            self.attach(draft, name, media_type, content)
        self.ask('POST', f'/conversation/send?id={draft}', message)
        return draft

    def attach(self, message, name, media_type, content):
        mark = uuid.uuid4().hex
        head = (f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                f'Content-Type: {media_type}\r\n\r\n')
        body = head.encode() + content + f'\r\n--{mark}--\r\n'.encode()
        self.ask('POST', f'/conversation/message/{message}/attachment', body=body,
                 media_type=f'multipart/form-data; boundary={mark}')
