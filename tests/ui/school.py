# SPDX-License-Identifier: GPL-3.0-or-later
"""A teacher at work in the real window, and the school's server as a test looks at it."""

import glob
import os
import sqlite3
import urllib.error
import urllib.parse
import urllib.request

from desktop import Program, Server, wait_for

LOGIN = 'camille.durand'
PASSWORD = 'encrier'


class Teacher(Program):
    """One Encrier with what a teacher does in it."""

    def __init__(self, program, folder, pictures, server):
        super().__init__(program, folder, pictures)
        self.server = server
        self.data = os.path.join(folder, 'data', 'encrier')

    def sign_in(self, login=LOGIN, password=PASSWORD, uri=None):
        """Starts with the sign-in screen filled in and asked to sign in: "remember me" stays off."""
        self.start('--server', uri or self.server.uri, '--login', login, '--password-stdin', stdin=password)

    def sign_in_well(self, login=LOGIN):
        self.sign_in(login)
        self.wait('label', 'Connecté')
        self.wait('label', 'À jour')

    def store(self):
        found = glob.glob(os.path.join(self.data, '*', 'store.sqlite'))
        assert len(found) == 1, found
        return found[0]

    def drafts(self):
        """What the disk has at this moment: the plain text of each draft by its title."""
        connection = sqlite3.connect(f'file:{self.store()}?mode=ro', uri=True)
        try:
            return dict(connection.execute('SELECT title, html FROM draft'))
        finally:
            connection.close()

    def says(self, role, sentence):
        """Waits for a sentence in a box of that role, as a screen reader finds it."""
        label = self.wait('label', sentence)
        node = label.get_parent()
        while node is not None and node.get_role_name() != role:
            node = node.get_parent()
        assert node is not None, f'{sentence!r} is not in a {role}'

    # ---- work

    def begin_entry(self, title, text):
        self.key('ctrl+2')
        self.wait('label', 'Semaine du')
        self.key('ctrl+n')
        self.wait('text', 'Matière')
        self.type(title)
        self.key('Return')
        self.type(text)

    def typed(self, title):
        """Waits until the disk has the title: what is missing later was lost, and not mistyped."""
        wait_for(f'{title!r} on the disk', lambda: title in self.drafts())

    def write_entry(self, title, text):
        self.begin_entry(title, text)
        self.typed(title)
        self.key('ctrl+Return')
        self.wait('label', 'Semaine du')

    def write_post(self, title, text):
        self.key('ctrl+3')
        self.key('ctrl+n')
        self.wait('text', 'Titre du billet')
        self.type(title)
        self.key('Return')
        self.type(text)
        self.typed(title)
        self.key('ctrl+Return')
        self.wait('push button', 'Publier')
        self.key('Return')

    def write_message(self, subject, text):
        self.key('ctrl+4')
        self.key('ctrl+n')
        self.wait('text', 'À')
        self.type('parents ce1')
        self.key('Return')
        self.key('Tab')
        self.type(subject)
        self.key('Return')
        self.type(text)
        self.typed(subject)
        self.key('ctrl+Return')

    def wait_all_sent(self, limit=60):
        """Waits until nothing is left in the outbox: its rows alone say what a text is that way."""
        self.key('ctrl+6')
        for kind in ('travail à faire · ', 'billet · ', 'message · '):
            self.wait_gone('label', kind, limit=limit)
        self.wait('label', 'Tout est sur l’ENT')
        self.wait('label', 'Connecté')


class School:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.server = Server(options.server, folder)
        self.server.start()
        self.teachers = []

    def teacher(self, name):
        folder = os.path.join(self.folder, name)
        os.makedirs(folder)
        pictures = self.options.pictures and os.path.join(self.options.pictures, name)
        teacher = Teacher(self.options.program, folder, pictures, self.server)
        self.teachers.append(teacher)
        return teacher

    def end_step(self):
        for teacher in self.teachers:
            if teacher.process is not None and teacher.process.poll() is None:
                teacher.kill()
        self.teachers = []
        if self.server.process is not None:
            self.server.post('/atelier/faults', {'clear': True})

    # ---- what the server knows

    def faults(self, *rules):
        self.server.post('/atelier/faults', {'clear': True, 'faults': list(rules)})

    def writes(self, method, prefix, since=0):
        return [line for line in self.server.get('/atelier/journal')['journal'][since:]
                if line['method'] == method and line['path'].startswith(prefix)]

    def mark(self):
        return len(self.server.get('/atelier/journal')['journal'])

    def logins(self, since):
        return self.writes('POST', '/auth/login', since)

    def titles(self, kind):
        name = 'subject' if kind == 'messages' else 'title'
        return [(thing[name], thing) for thing in self.server.get('/atelier/state')[kind]]

    def find(self, kind, title):
        return [thing for name, thing in self.titles(kind) if name == title]

    def only(self, kind, title):
        found = self.find(kind, title)
        assert len(found) == 1, f'{len(found)} {kind} are called {title!r}, of {[name for name, _ in self.titles(kind)]}'
        return found[0]

    def log_in(self, login, password):
        """Signs in as a browser would; gives the page that answers, empty when the ENT lets in."""
        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *ignored):
                return None
        form = urllib.parse.urlencode({'email': login, 'password': password}).encode()
        try:
            with urllib.request.build_opener(Stay).open(self.server.uri + '/auth/login', form, 10) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as redirection:
            assert redirection.code == 302, redirection
            return ''
