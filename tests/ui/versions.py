#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deux versions and the history, through the real window: what was changed here and on the ENT, passage by passage; what a
text was before."""

import sys

from colleague import Colleague
from desktop import wait_for
from school import LOGIN
from steps import Steps

STEPS = Steps('versions')
step = STEPS.step


def sent_entry(school, app, title, lines):
    """Writes an entry with those lines and waits until the ENT has it."""
    app.begin_entry(title, lines[0])
    for line in lines[1:]:
        app.key('Return')
        app.type(line)
    wait_for('the last line on the disk', lambda: app.is_on_disk(lines[-1]))
    app.key('ctrl+Return')
    entry = wait_for('the entry on the ENT', lambda: school.find('entries', title))[0]
    app.wait('label', 'À jour')
    return entry


def change(school, entry, html):
    """Another browser writes another text over it."""
    browser = Colleague(school.server, LOGIN)
    browser.ask('PUT', f'/homeworks/{entry["notebook"]}/entry',
                {'date': entry['date'], 'entryid': entry['id'], 'title': entry['title'], 'value': html})


def two_versions(school, app, title):
    """An entry with one passage both changed, and one that only the other browser added."""
    entry = sent_entry(school, app, title, ['Les volcans rouges ont des coulées.', 'Travail de groupe.', 'Apporter une blouse.'])
    app.click(app.wait('label', title))
    app.wait('push button', 'Gras')
    change(school, entry, '<p>Les volcans rouges ont des coulées.</p><p>Jeudi, Inès et Noé présentent l’Etna.</p>'
                          '<p>Apporter une blouse.</p><p>Photos ajoutées par Simon.</p>')
    app.key('Down', 'Home', 'shift+End')
    app.type('Mercredi, le Piton de la Fournaise.')
    wait_for('my sentence on the disk', lambda: app.is_on_disk('le Piton de la Fournaise'))
    app.picture('written')
    app.key('ctrl+Return')
    return entry


def ask_to_delete(school, app, entry, html):
    """Deletes the entry that another browser has just changed."""
    app.key('ctrl+2')
    app.click(app.wait('label', entry['title']))
    app.wait('push button', 'Gras')
    change(school, entry, html)
    app.press('push button', 'Supprimer…')
    app.wait('label', 'Supprimer')
    app.key('Tab', 'Return')
    app.key('ctrl+6')


def text_of(school, title):
    return school.only('entries', title)['value']


@step('a passage changed on both sides is shown in three columns, chosen with the keyboard alone, and the result is sent')
def keyboard(school):
    app = school.teacher('keyboard')
    app.sign_in_well()
    two_versions(school, app, 'Projet')
    app.key('ctrl+6')
    app.wait('push button', 'Comparer…')
    app.picture('waiting')
    app.press('push button', 'Comparer…')
    app.wait('label', 'Il reste 1 choix à faire')
    app.picture('to-choose')
    app.key('ctrl+Return')   # not yet
    assert 'Etna' in text_of(school, 'Projet')
    app.key('3')
    app.wait('label', 'Tout est choisi')
    app.picture('theirs')
    app.key('2')
    app.picture('both')
    app.key('1')
    app.wait('label', 'Tout est choisi')
    app.picture('mine')
    app.key('ctrl+Return')
    wait_for('the result on the ENT', lambda: 'Piton de la Fournaise' in text_of(school, 'Projet'))
    text = text_of(school, 'Projet')
    assert 'Photos ajoutées par Simon.' in text and 'Etna' not in text, text
    app.wait('label', 'Tout est sur l’ENT')
    warnings = app.close()
    assert not warnings, '\n'.join(warnings)


@step('my version is set apart as a new draft, and the ENT keeps its own')
def apart(school):
    app = school.teacher('apart')
    app.sign_in_well()
    two_versions(school, app, 'Volcans')
    app.click(app.wait('label', 'Volcans'))
    app.press('push button', 'Comparer…')
    app.wait('label', 'Il reste 1 choix à faire')
    app.click(app.wait('push button', 'Plus'))
    app.picture('menu')
    app.key('Up', 'Return')
    app.wait('label', 'vous n’avez pas demandé à l’envoyer')
    app.picture('draft')
    assert 'Etna' in text_of(school, 'Volcans') and 'Piton' not in text_of(school, 'Volcans')
    assert app.is_on_disk('le Piton de la Fournaise')


@step('a deletion that meets another version asks, leaves it there, or deletes it all the same')
def deletion(school):
    app = school.teacher('deletion')
    app.sign_in_well()
    entry = sent_entry(school, app, 'Exercices', ['Page douze.'])
    ask_to_delete(school, app, entry, '<p>Page douze et treize.</p>')
    app.wait('label', 'Pas supprimé')
    app.picture('asked')
    app.click(app.find('push button', 'GtkMenuButton', inside=app.wait('push button', 'Supprimer quand même').get_parent()))
    app.key('Return')
    app.wait('label', 'Tout est sur l’ENT')
    assert 'treize' in text_of(school, 'Exercices')
    ask_to_delete(school, app, entry, '<p>Page quatorze.</p>')
    app.press('push button', 'Supprimer quand même')
    wait_for('the entry gone from the ENT', lambda: not school.find('entries', 'Exercices'))
    app.wait('label', 'Tout est sur l’ENT')


@step('an earlier version is found by its words, compared with now, brought back and sent')
def history(school):
    app = school.teacher('history')
    app.sign_in_well()
    entry = sent_entry(school, app, 'Lecture du soir', ['Apprendre une strophe.', 'Illustrer la page.'])
    change(school, entry, '<p>Apprendre tout le poème.</p><p>Illustrer la page.</p>')
    app.key('F5')
    app.wait('label', 'Apprendre tout le poème')
    app.click(app.wait('label', 'Lecture du soir'))
    app.press('push button', 'Historique')
    app.wait('label', 'sur l’ENT', limit=10)
    app.press('push button', 'Comparer avec maintenant')
    app.picture('compared')
    app.key('Escape')
    app.wait_back()
    app.key('Escape')   # back to the week
    app.key('F10')
    app.picture('menu')
    app.key('Down', 'Down', 'Return')
    app.wait('label', ' versions')
    app.type('strophe')
    app.wait('label', 'Lecture du soir')
    app.picture('found')
    app.press('push button', 'Reprendre cette version')
    app.wait_back()
    app.wait('text', text='une strophe')
    app.picture('brought-back')
    app.key('ctrl+Return')
    wait_for('the first text on the ENT', lambda: 'une strophe' in text_of(school, 'Lecture du soir'))
    warnings = app.close()
    assert not warnings, '\n'.join(warnings)


if __name__ == '__main__':
    sys.exit(STEPS.main(__doc__))
