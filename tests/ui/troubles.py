#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may go wrong, through the real window and the real training server process: each trouble is said by a French
sentence in the right place, nothing is lost, and nothing is on the server twice. Every step has a picture, and a program
in folders of its own; the steps do not lean on each other."""

import glob
import hashlib
import os
import resource
import sqlite3
import subprocess
import sys
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from desktop import wait_for
from elsewhere import Elsewhere, free_port
from school import LOGIN, PASSWORD
from steps import Steps

MAX_FAILURES = 20   # the ENT's own limit, and the training server's

STEPS = Steps('troubles')
step = STEPS.step


def is_sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def refused(school, name, sentence, login=LOGIN, password=PASSWORD, uri=None):
    """A sign-in that fails: says why in the alert above the form, keeps what was typed, leaves nothing behind."""
    app = school.teacher(name)
    app.sign_in(login, password, uri)
    app.says('alert', sentence)
    app.picture('said')
    # Only when the address, the login and the password are all still there can it be pressed.
    assert is_sensitive(app.wait('push button', 'Se _connecter'))
    assert not glob.glob(os.path.join(app.data, '*', 'store.sqlite')), 'a sign-in that failed left a store'
    warnings = app.close()
    assert not warnings, '\n'.join(warnings)
    return app


# ---- signing in

@step('a wrong password is told from a wrong address')
def wrong_password(school):
    refused(school, 'wrong-password', 'L’ENT ne connaît pas cet identifiant avec ce mot de passe.', password='mauvais')


@step('a login banned after too many tries is told to wait')
def banned(school):
    for _ in range(MAX_FAILURES):
        assert school.log_in('paul.mercier', 'mauvais') != ''
    refused(school, 'banned', 'L’ENT refuse cet identifiant pendant 15 minutes', login='paul.mercier')


@step('an address where nothing answers')
def unreachable(school):
    refused(school, 'unreachable', 'Vérifiez l’adresse et que cet ordinateur est connecté',
            uri=f'http://127.0.0.1:{free_port()}')


@step('an address that answers and is no ENT: the password is not sent there')
def not_an_ent(school):
    with Elsewhere() as elsewhere:
        refused(school, 'not-an-ent', 'Quelque chose répond à cette adresse, mais ce n’est pas un ENT.', uri=elsewhere.uri)
        assert elsewhere.server.n_posts == 0


@step('a page of HTML instead of JSON, while signing in')
def html_instead_of_json(school):
    school.faults({'fault': 'html', 'path': '/auth/oauth2/userinfo*', 'times': -1})
    refused(school, 'html', 'L’ENT a répondu quelque chose d’inattendu')


@step('a certificate nobody vouches for is refused, with the name of who issued it, and no password is sent')
def certificate(school):
    with Elsewhere(school.folder) as elsewhere:
        refused(school, 'certificate', f'Délivré par\u00a0: {Elsewhere.ISSUER}.', uri=elsewhere.uri)
        assert elsewhere.server.n_posts == 0


@step('a blocked account is sent to the direction of the school')
def blocked(school):
    refused(school, 'blocked', 'Ce compte a été bloqué par un administrateur.', login='marc.renard')


@step('terms to accept are asked once, then everything opens')
def terms(school):
    app = school.teacher('terms')
    mark = school.mark()
    app.sign_in('hugo.blanc')
    app.wait('label', 'L’ENT vous demande d’accepter ses conditions d’utilisation')
    assert not is_sensitive(app.find('push button', 'Continuer'))
    app.key('space')   # the cursor is on what is to be accepted
    wait_for('the button that goes on', lambda: is_sensitive(app.find('push button', 'Continuer')))
    app.picture('asked')
    app.press('push button', 'Continuer')
    app.wait('label', 'Connecté')
    app.wait('label', 'À jour')
    app.picture('accepted')
    assert len(school.writes('PUT', '/auth/cgu/revalidate', mark)) == 1
    app.close()
    app.sign_in_well('hugo.blanc')
    assert app.find('label', 'L’ENT vous demande d’accepter') is None


@step('a password to change is changed here, and is the one the ENT knows from then on')
def new_password(school):
    app = school.teacher('new-password')
    app.sign_in('ines.faure')
    app.wait('label', 'L’ENT vous demande de choisir un nouveau mot de passe')
    fill_new_password(app, 'ardoise2031')
    app.picture('asked')
    app.press('push button', 'Continuer')
    app.wait('label', 'Connecté')
    app.wait('label', 'À jour')
    app.picture('changed')
    assert school.log_in('ines.faure', 'ardoise2031') == ''
    assert school.log_in('ines.faure', PASSWORD) != ''


@step('an activation code opens the account with a password of one’s own')
def activation(school):
    app = school.teacher('activation')
    app.sign_in('nora.petit', 'h4nbx7rk')
    app.wait('label', 'C’est le code d’activation d’un nouveau compte')
    fill_new_password(app, 'encrier2031')
    app.key('Tab', 'Tab')
    app.type('nora.petit@ecole.example')
    app.key('Tab')
    app.key('space')
    app.picture('asked')
    app.press('push button', 'Continuer')
    app.wait('label', 'Connecté')
    app.wait('label', 'À jour')
    app.picture('activated')
    assert school.log_in('nora.petit', 'encrier2031') == ''


def fill_new_password(app, password):
    app.type(password)   # the cursor is there
    app.key('Tab', 'Tab')   # past the button that shows it
    app.type(password)


# ---- the session

@step('session expired while typing: nothing is asked, one login, the text is sent')
def expired_while_typing(school):
    app = school.teacher('expired-typing')
    app.sign_in_well()
    app.begin_entry('Expiration', 'Relire la page 12 ')
    mark = school.mark()
    school.server.post('/atelier/expire', {})
    app.type('et copier la date.')
    app.wait('label', 'Enregistré sur cet ordinateur')
    app.picture('typing')
    app.key('ctrl+Return')
    app.wait_all_sent()
    app.picture('sent')
    assert 'Relire la page 12 et copier la date.' in school.only('entries', 'Expiration')['value']
    assert len(school.logins(mark)) == 1, school.logins(mark)
    assert app.find('push button', 'Se connecter…') is None


@step('session expired while sending three texts at once: one login, each text once')
def expired_while_sending(school):
    app = school.teacher('expired-sending')
    app.sign_in_well()
    mark = school.mark()
    school.faults({'fault': 'expire-session', 'method': 'PUT', 'path': '/homeworks/*/entry'})
    app.write_entry('Pendant l’envoi', 'Apporter une règle.')
    app.write_post('Pendant l’envoi du billet', 'Un texte assez long pour être lu.')
    app.write_message('Pendant l’envoi du message', 'Bonjour à tous.')
    app.wait_all_sent()
    app.picture('sent')
    school.only('entries', 'Pendant l’envoi')
    assert school.only('posts', 'Pendant l’envoi du billet')['state'] == 'PUBLISHED'
    assert school.only('messages', 'Pendant l’envoi du message')['state'] == 'SENT'
    assert len(school.logins(mark)) == 1, school.logins(mark)
    assert app.find('push button', 'Se connecter…') is None


@step('password unknown: the card asks, the work waits, one sign-in sends everything')
def password_unknown(school):
    app = school.teacher('password-unknown')
    app.sign_in_well()
    app.close()
    mark = school.mark()
    app.start()
    app.wait('label', 'Déconnecté de l’ENT')
    app.wait('push button', 'Se connecter…')
    app.write_entry('Sans mot de passe', 'Apprendre la poésie.')
    app.write_message('Sans mot de passe non plus', 'Bonjour à tous.')
    app.key('ctrl+6')
    app.wait('label', 'Sans mot de passe non plus')
    app.wait('label', 'Partira dès que vous vous serez reconnecté.')
    app.wait('label', 'Connectez-vous pour envoyer 2 textes.')
    app.picture('asked')
    assert not school.logins(mark) and not school.find('entries', 'Sans mot de passe')
    app.press('push button', 'Se connecter…')
    app.wait('text', 'Mot de passe')
    app.type('mauvais')
    app.key('Return')
    app.wait('alert', 'L’ENT ne connaît pas cet identifiant')
    app.picture('wrong-password')
    app.key('ctrl+a')
    app.type(PASSWORD)
    app.key('Return')
    app.wait_all_sent()
    app.picture('sent')
    school.only('entries', 'Sans mot de passe')
    assert school.only('messages', 'Sans mot de passe non plus')['state'] == 'SENT'
    assert len([line for line in school.logins(mark) if line['status'] == 302]) == 1, school.logins(mark)


# ---- the work on this computer

def digest(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def closed_with_a_draft(school, name, title):
    app = school.teacher(name)
    app.sign_in_well()
    app.begin_entry(title, 'Tout ce que j’ai écrit.')
    app.wait('label', 'Enregistré sur cet ordinateur')
    app.close()
    assert title in app.drafts()
    return app


def is_there_again(app, title):
    app.start()
    app.key('ctrl+6')
    app.wait('label', title)
    app.press('push button', 'Ouvrir')
    app.wait('text', text='Tout ce que j’ai écrit.')
    app.picture('there-again')


@step('a database of a newer Encrier is refused in words and stays as it is, byte for byte')
def newer_database(school):
    app = closed_with_a_draft(school, 'newer', 'Version future')
    store = app.store()
    connection = sqlite3.connect(store)
    version = connection.execute('PRAGMA user_version').fetchone()[0]
    connection.execute(f'PRAGMA user_version = {version + 1000}')
    connection.close()
    before = digest(store)
    app.start()
    app.says('alert', 'enregistré par une version plus récente d’Encrier')
    app.picture('said')
    app.close()
    assert digest(store) == before
    connection = sqlite3.connect(store)
    connection.execute(f'PRAGMA user_version = {version}')
    connection.close()
    is_there_again(app, 'Version future')


@step('a damaged database is set aside, what can be read is there again, and the rest comes from the ENT')
def damaged_database(school):
    app = closed_with_a_draft(school, 'damaged', 'Fichier abîmé')
    store = app.store()
    with open(store, 'r+b') as file:
        file.write(b'\0' * 4096)
    before = digest(store)
    app.start()
    app.wait('label', 'Le fichier de ce compte était abîmé')
    app.wait('label', '1 texte non envoyé')
    app.picture('said')
    app.key('Return')
    app.wait_gone('label', 'Le fichier de ce compte était abîmé')
    kept = glob.glob(store + '.damaged-*[0-9]')
    assert [digest(path) for path in kept] == [before], kept
    app.close()
    is_there_again(app, 'Fichier abîmé')


@step('a second Encrier brings the first one’s window forward and ends')
def second_program(school):
    app = school.teacher('second')
    app.sign_in_well()
    app.begin_entry('Deux fois', 'Une seule fenêtre.')
    subprocess.run(['xdotool', 'windowminimize', '--sync', app.window], check=True)
    second = subprocess.run([app.program], env=app.environment, timeout=20)
    assert second.returncode == 0, second
    wait_for('the first window in front',
             lambda: subprocess.run(['xdotool', 'getactivewindow'], capture_output=True,
                                    text=True).stdout.strip() == app.window)
    app.wait('text', text='Une seule fenêtre.')
    app.picture('forward')
    assert app.find_window() == app.window
    assert app.process.poll() is None


def fill_disk(app):
    resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def free_disk(app):
    resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@step('a full disk is said under the text, typing goes on, and all is saved once there is room')
def full_disk(school):
    app = school.teacher('full-disk')
    app.sign_in_well()
    app.begin_entry('Disque plein', 'Avant, ')
    wait_for('the text on the disk', lambda: 'Avant' in app.drafts()['Disque plein'])
    fill_disk(app)
    app.type('pendant, ')
    app.wait('label', 'Pas encore enregistré\u00a0: le disque de cet ordinateur refuse.')
    app.type('encore pendant')
    app.wait('text', text='Avant, pendant, encore pendant')
    app.picture('full')
    assert 'Avant' in app.drafts()['Disque plein'] and 'pendant' not in app.drafts()['Disque plein']
    free_disk(app)
    app.wait('label', 'Enregistré sur cet ordinateur')
    app.picture('saved')
    fill_disk(app)
    app.type(' et après')
    app.key('Escape')   # nobody shows the text any more when there is room again
    app.key('ctrl+6')
    app.wait('label', 'Brouillons et envois')
    free_disk(app)
    wait_for('the text left on a full disk', lambda: 'encore pendant et après' in app.drafts()['Disque plein'])
    app.kill()
    assert 'Avant, pendant, encore pendant et après' in app.drafts()['Disque plein']


@step('closed while the disk is full: the window stays, with the text, until it is saved or given up')
def closed_on_a_full_disk(school):
    app = school.teacher('full-disk-closing')
    app.sign_in_well()
    app.begin_entry('Fermeture', 'Avant, ')
    wait_for('the text on the disk', lambda: 'Avant' in app.drafts()['Fermeture'])
    fill_disk(app)
    app.type('et pendant')
    app.key('ctrl+q')
    app.wait('label', 'Votre dernier texte n’est pas enregistré')
    app.picture('asked')
    app.key('Escape')
    app.wait('text', text='Avant, et pendant')
    free_disk(app)
    app.wait('label', 'Enregistré sur cet ordinateur')
    app.picture('stayed')
    assert 'Avant, et pendant' in app.drafts()['Fermeture']

    fill_disk(app)
    app.type(' en trop')
    app.key('ctrl+q')
    app.wait('label', 'Votre dernier texte n’est pas enregistré')
    app.press('push button', 'Le perdre et partir')
    app.process.wait(20)
    assert 'Avant, et pendant' in app.drafts()['Fermeture']


# ---- the server while sending

@step('answers lost after the commit: one post, one entry, one message, and the screen says so')
def answers_lost(school):
    app = school.teacher('answer-lost')
    app.sign_in_well()
    mark = school.mark()
    school.faults({'fault': 'drop-after-commit', 'method': 'PUT', 'path': '/homeworks/*/entry'},
                    {'fault': 'drop-after-commit', 'method': 'POST', 'path': '/blog/post/*'},
                    {'fault': 'drop-after-commit', 'method': 'POST', 'path': '/conversation/send*'})
    app.write_entry('Réponse perdue', 'Apporter un compas.')
    app.write_post('Réponse perdue, le billet', 'Un texte assez long pour être lu.')
    app.write_message('Réponse perdue, le message', 'Bonjour à tous.')
    app.key('ctrl+6')
    wait_for('three lost answers', lambda: send_again(app) and len(lost(school, mark)) == 3, 60)
    app.picture('lost')
    app.wait_all_sent()
    app.picture('sent')
    school.only('entries', 'Réponse perdue')
    assert school.only('posts', 'Réponse perdue, le billet')['state'] == 'PUBLISHED'
    assert school.only('messages', 'Réponse perdue, le message')['state'] == 'SENT'
    assert len(lost(school, mark)) == 3, lost(school, mark)


def lost(school, mark):
    return [line for line in school.server.get('/atelier/journal')['journal'][mark:] if line['lost']]


def send_again(app):
    """Asks to send now, as a teacher does who sees that something waits: the next try by itself is half a minute away."""
    app.key('F5')
    return True


@step('HTML instead of JSON while sending: the text stays, then leaves, once')
def html_while_sending(school):
    app = school.teacher('html-sending')
    app.sign_in_well()
    school.faults({'fault': 'html', 'method': 'PUT', 'path': '/homeworks/*/entry'})
    app.write_entry('Page inattendue', 'Apporter un livre.')
    app.key('ctrl+6')
    app.wait('label', 'L’ENT ne l’a pas encore pris')
    app.picture('said')
    app.press('push button', 'Envoyer maintenant')
    app.wait_all_sent()
    app.picture('sent')
    school.only('entries', 'Page inattendue')


@step('a slow server: the window answers at once, and what is typed meanwhile is on the disk')
def slow_server(school):
    app = school.teacher('slow')
    app.sign_in_well()
    school.faults({'fault': 'delay', 'delay_ms': 8000, 'method': 'PUT', 'path': '/homeworks/*/entry'})
    app.write_entry('Lenteur', 'Apporter une gomme.')
    sent_at = time.monotonic()
    app.begin_entry('Pendant ce temps', 'Un autre texte, ')
    app.type('sans attendre.')
    app.wait('text', text='Un autre texte, sans attendre.')
    wait_for('the text on the disk', lambda: 'sans attendre.' in app.drafts()['Pendant ce temps'], 3)
    app.wait('label', 'Enregistré sur cet ordinateur')
    app.picture('meanwhile')
    assert time.monotonic() - sent_at < 8, 'all this took longer than the server'
    app.key('ctrl+6')
    app.wait('label', 'Lenteur')
    app.picture('outbox')
    wait_for('the slow answer', lambda: school.find('entries', 'Lenteur'))
    app.wait('label', 'À jour')
    school.only('entries', 'Lenteur')
    assert not school.find('entries', 'Pendant ce temps')


if __name__ == '__main__':
    sys.exit(STEPS.main(__doc__))
