# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of our own for the walks: a window manager, the program and the training server as real processes,
eyes (the accessibility tree, screenshots) and hands (the keyboard). Runs inside xvfb-run and dbus-run-session.

Nothing here sleeps for a fixed time: everything waits for something to be true, with a limit."""

import contextlib
import glob
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

LIMIT_S = float(os.environ.get('ENT_WALK_LIMIT', '30'))


class WalkError(Exception):
    pass


def wait_for(what, condition, limit=LIMIT_S):
    """Waits until condition() is true, and gives what it gave."""
    end = time.monotonic() + limit
    while True:
        try:
            result = condition()
        except Exception:   # the tree changes while it is read
            result = None
        if result:
            return result
        if time.monotonic() > end:
            raise WalkError(f'waited {limit:.0f} s in vain for: {what}')
        time.sleep(0.05)   # between two looks, not instead of one


class Server:
    """The training server, a process that can be stopped and started again on the same port and data."""

    def __init__(self, program, folder, seed=1):
        self.program = program
        self.database = os.path.join(folder, 'school.sqlite')
        self.seed = seed
        self.port = 0
        self.process = None
        self.uri = None

    def start(self):
        self.process = subprocess.Popen(
            [self.program, '--port', str(self.port), '--database', self.database, '--seed', str(self.seed)],
            stdout=subprocess.PIPE, stderr=sys.stderr, text=True)
        line = self.process.stdout.readline()
        if not line.startswith('LISTENING '):
            raise WalkError(f'the training server said {line!r}')
        self.uri = line.split()[1].rstrip('/')
        self.port = int(self.uri.rsplit(':', 1)[1])

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(LIMIT_S)
            self.process.stdout.close()
            self.process = None

    def get(self, path):
        with urllib.request.urlopen(self.uri + path, timeout=10) as answer:
            return json.load(answer)

    def post(self, path, value):
        request = urllib.request.Request(self.uri + path, json.dumps(value).encode(),
                                         {'Content-Type': 'application/json'})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()


class Program:
    """Encrier, started in folders of its own, in French."""

    def __init__(self, program, folder, pictures):
        self.program = program
        self.pictures = pictures
        self.process = None
        self.number = 0
        self.environment = dict(os.environ)
        for name in ('DATA', 'CONFIG', 'CACHE'):
            path = os.path.join(folder, name.lower())
            os.makedirs(path, exist_ok=True)
            self.environment[f'XDG_{name}_HOME'] = path
        # GNOME's own font: what most teachers see.
        os.makedirs(os.path.join(folder, 'config', 'gtk-4.0'), exist_ok=True)
        with open(os.path.join(folder, 'config', 'gtk-4.0', 'settings.ini'), 'w') as settings:
            settings.write('[Settings]\ngtk-font-name=Cantarell 11\n')
        self.environment.update({
            'LANG': 'fr_FR.UTF-8', 'LC_ALL': 'fr_FR.UTF-8', 'LANGUAGE': 'fr',
            'GSETTINGS_BACKEND': 'memory', 'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo',
            'GTK_A11Y': 'atspi', 'TZ': 'Europe/Paris', 'GIO_USE_PROXY_RESOLVER': 'dummy',
            'SECRET_BACKEND': 'file', 'SECRET_FILE_TEST_PATH': os.path.join(folder, 'keyring'),
            'SECRET_FILE_TEST_PASSWORD': 'walk',
        })

    def start(self, *arguments, env=None, stdin=None):
        environment = dict(self.environment)
        environment.update(env or {})
        self.log = tempfile.TemporaryFile(mode='w+')
        # A write beyond RLIMIT_FSIZE, with which a test fills the disk, is an error and not a death, as on a full disk:
        # Python ignores SIGXFSZ, and the child is left with that.
        self.process = subprocess.Popen([self.program, *arguments], env=environment, stderr=self.log, text=True,
                                        stdin=None if stdin is None else subprocess.PIPE, restore_signals=False)
        if stdin is not None:
            self.process.stdin.write(stdin + '\n')
            self.process.stdin.close()
        self.window = wait_for('the window of Encrier', self.find_window)
        self.place()

    def find_window(self):
        if self.process.poll() is not None:
            self.log.seek(0)
            raise SystemExit(f'Encrier ended with {self.process.returncode}: {self.log.read()}')
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                               capture_output=True, text=True).stdout.split()
        return found[-1] if found else None

    def place(self):
        subprocess.run(['xdotool', 'windowactivate', '--sync', self.window], check=True)
        subprocess.run(['xdotool', 'windowmove', self.window, '0', '0'], check=True)
        subprocess.run(['xdotool', 'windowsize', self.window, '100%', '100%'], check=True)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self):
        """Closes as a person would, and looks at what it said on its way."""
        self.key('ctrl+q')
        self.process.wait(LIMIT_S)
        return self.warnings()

    def warnings(self):
        self.log.seek(0)
        return [line for line in self.log.read().splitlines()
                if 'WARNING' in line or 'CRITICAL' in line or 'ERROR' in line]

    def is_on_disk(self, words):
        """Whether a draft of this computer holds the words, as another program reads them from the disk."""
        pattern = os.path.join(self.environment['XDG_DATA_HOME'], 'encrier', '*', 'store.sqlite')
        for path in glob.glob(pattern):
            with contextlib.closing(sqlite3.connect(f'file:{path}?mode=ro', uri=True)) as store:
                if store.execute('SELECT count(*) FROM draft WHERE excerpt LIKE ?', (f'%{words}%',)).fetchone()[0]:
                    return True
        return False

    # ---- hands

    def key(self, *keys):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '12', *keys], check=True)

    def type(self, text):
        """Types as a hand does. The screen's keyboard has no accents: xdotool lends a key to such a letter for the time of
        one stroke, which must last until the program has read the new keyboard."""
        for plain, letters in re.findall(r'([\x20-\x7e]+)|([^\x20-\x7e]+)', text):
            if plain:
                subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '12', '--', plain], check=True)
            for letter in letters:
                subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '200', '--', letter], check=True)

    # ---- eyes

    def root(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def find(self, role=None, name=None, text=None, inside=None):
        """The first thing with that role, whose name (or text) holds the words, and that was given room on the screen.
        GTK 4.8 does not tell which page of a stack is in front: the walk looks for words that only the page it waits for
        can have."""
        def walk(node, depth):
            if node is None or depth > 60 or not node.get_state_set().contains(Atspi.StateType.VISIBLE) and depth > 0:
                return None
            if ((role is None or node.get_role_name() == role)
                    and (name is None or name in (node.get_name() or ''))
                    and (text is None or text in read(node))
                    and has_room(node)):
                return node
            for i in range(node.get_child_count()):
                found = walk(node.get_child_at_index(i), depth + 1)
                if found is not None:
                    return found
            return None
        return walk(inside or self.root(), 0)

    def wait(self, role=None, name=None, text=None, limit=LIMIT_S):
        return wait_for(f'{role or "anything"} named {name!r} holding {text!r}',
                        lambda: self.find(role, name, text), limit)

    def wait_gone(self, role=None, name=None, text=None, limit=LIMIT_S):
        wait_for(f'no more {role or "anything"} named {name!r} holding {text!r}',
                 lambda: self.find(role, name, text) is None, limit)

    def press(self, role, name):
        node = self.wait(role, name)
        if not node.do_action(0):
            raise WalkError(f'{role} {name!r} cannot be pressed')

    def undo(self, words):
        """Presses the button of the toast that says @words."""
        node = self.wait('label', words)
        button = None
        while button is None:
            node = node.get_parent()
            button = self.find('push button', 'Annuler', inside=node)
        button.do_action(0)

    def active_window(self):
        return subprocess.run(['xdotool', 'getactivewindow'], capture_output=True, text=True).stdout.strip()

    def wait_back(self):
        """Waits until the main window is in front again. The tree is not looked at meanwhile: GTK 4.8 may end the program
        when it is asked about a window while it closes."""
        wait_for('the main window in front', lambda: self.active_window() == self.window)

    def choose_file(self, path):
        """Types a path in GTK's own file chooser, whose tree is not looked at."""
        wait_for('the file chooser', lambda: self.active_window() not in ('', self.window))
        self.key('ctrl+a')
        self.type(path)
        self.key('Return')
        self.wait_back()

    def click(self, node):
        """With the mouse, in the middle of it."""
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        subprocess.run(['xdotool', 'mousemove', '--window', self.window, str(extents.x + extents.width // 2),
                        str(extents.y + extents.height // 2), 'click', '1'], check=True)

    def drag(self, node, to):
        """With the mouse, from the middle of one thing to the middle of another."""
        def place(thing):
            extents = thing.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
            return [str(extents.x + extents.width // 2), str(extents.y + extents.height // 2)]
        move = ['mousemove', '--window', self.window]
        nearby = [str(int(value) + 12) for value in place(node)]
        for action in ([*move, *place(node)], ['mousedown', '1'], [*move, *nearby], [*move, *place(to)],
                       ['mousemove_relative', '--', '2', '2'], ['mousemove_relative', '--', '-1', '-1'], ['mouseup', '1']):
            subprocess.run(['xdotool', *action, 'sleep', '0.1'], check=True)   # a hand is no faster

    def texts(self):
        """Every word on the screen, for looking."""
        words = []

        def walk(node, depth):
            if node is None or depth > 60:
                return
            if depth > 1 and not node.get_state_set().contains(Atspi.StateType.VISIBLE):
                return
            words.append(f'{"  " * depth}{node.get_role_name()} {node.get_name()!r} {read(node)!r}')
            for i in range(node.get_child_count()):
                walk(node.get_child_at_index(i), depth + 1)
        walk(self.root(), 0)
        return '\n'.join(words)

    def picture(self, name):
        """Keeps what the screen shows now. An animation under way ends first: two looks must be alike."""
        if self.pictures is None:
            return
        os.makedirs(self.pictures, exist_ok=True)
        self.number += 1
        path = os.path.join(self.pictures, f'{self.number:02}-{name}.png')
        last = None
        end = time.monotonic() + 3
        while True:
            look = subprocess.run(['import', '-window', 'root', 'png:-'], capture_output=True, check=True).stdout
            if look == last or time.monotonic() > end:
                break
            last = look
            time.sleep(0.15)   # between two looks
        with open(path, 'wb') as file:
            file.write(look)


def has_room(node):
    try:
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return extents.width > 0 and extents.height > 0
    except Exception:
        return False


def read(node):
    try:
        text = node.get_text_iface()
        return Atspi.Text.get_text(text, 0, -1) if text is not None else ''
    except Exception:
        return ''


class WindowManager:
    def __enter__(self):
        self.process = subprocess.Popen(['openbox', '--sm-disable', '--config-file',
                                         os.path.join(os.path.dirname(__file__), 'openbox.xml')], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *ignored):
        self.process.terminate()
        self.process.wait()
