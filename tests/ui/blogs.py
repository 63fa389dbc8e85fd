#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The blogs, through the real window."""

import sys

from desktop import wait_for
from steps import Steps

STEPS = Steps('blogs')
step = STEPS.step

SUBMITTED = 'Rencontre sportive avec les autres classes'


def state_of(school, title):
    return school.only('posts', title)['state']


def menu(app, up):
    """Opens the menu of the post and takes the line that many from its end."""
    app.click(app.wait('push button', 'Plus'))
    app.picture('menu')
    app.key(*['Up'] * up, 'Return')


@step('a submitted post is corrected and sent back to its author, who stays its author')
def send_back(school):
    app = school.teacher('send-back')
    app.sign_in_well()
    author = submitted(school)['author']
    app.key('ctrl+3')
    app.press('push button', 'À valider')
    app.click(wait_for('the post', lambda: app.find('label', SUBMITTED, inside=app.find('list', 'Billets'))))
    app.press('push button', 'Modifier')
    app.wait('push button', 'Gras')
    app.key('ctrl+Home')
    app.type('Corrections : ')
    wait_for('the correction on the disk', lambda: app.is_on_disk('Corrections'))
    menu(app, 4)
    app.wait('label', 'Renvoyer ce billet')
    app.picture('asked')
    app.key('Return')
    wait_for('the draft on the ENT', lambda: submitted(school)['state'] == 'DRAFT')
    post = submitted(school)
    assert post['author'] == author, post
    assert 'Corrections : Les élèves' in post['content'], post
    app.wait('label', 'À jour')


@step('a published post is withdrawn and is a draft again, without being published twice')
def withdraw(school):
    app = school.teacher('withdraw')
    app.sign_in_well()
    app.write_post('Publication trop rapide', 'Un texte publié trop tôt.')
    wait_for('the post before its readers', lambda: school.find('posts', 'Publication trop rapide')
             and state_of(school, 'Publication trop rapide') == 'PUBLISHED')
    app.wait('label', 'À jour')
    mark = school.mark()
    menu(app, 3)
    app.wait('label', 'Retirer ce billet')
    app.picture('asked')
    app.key('Return')
    wait_for('the draft on the ENT', lambda: state_of(school, 'Publication trop rapide') == 'DRAFT')
    assert not school.writes('PUT', '/blog/post/publish', mark) and not school.writes('PUT', '/blog/post/submit', mark)
    warnings = app.close()
    assert not warnings, '\n'.join(warnings)


def submitted(school):
    """The post a colleague submitted to the blog of the class: the same title is in every class."""
    return [post for post in school.find('posts', SUBMITTED) if post['blogTitle'] == 'La vie des CE1'][0]


if __name__ == '__main__':
    sys.exit(STEPS.main(__doc__))
