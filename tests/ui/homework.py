#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The homework log, through the real window."""

import datetime
import os
import shutil
import sys

from desktop import wait_for
from steps import Steps

STEPS = Steps('homework')
step = STEPS.step

HOLIDAYS = os.path.join(os.path.dirname(__file__), '..', '..', 'data', 'school-holidays.json')


def this_week(day):
    """The civil date of a day of this week, Monday being 0."""
    today = datetime.date.today()
    return (today + datetime.timedelta(days=day - today.weekday())).isoformat()


def write_on(app, day, title, text):
    """Writes an entry on a day of this week, from its column, and asks it to leave."""
    app.key('ctrl+2')
    name = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi'][day]
    app.press('push button', f'Ajouter du travail pour {name}')
    app.wait('text', 'Matière')
    app.type(title)
    app.key('Return')
    app.type(text)
    wait_for(f'{title!r} on the disk', lambda: app.is_on_disk(text))
    app.key('ctrl+Return')
    app.wait('label', title)


def dates(school, title):
    return sorted(entry['date'] for entry in school.find('entries', title))


@step('an entry goes to the next day by the keyboard, is taken back, and is dragged to another')
def moving(school):
    app = school.teacher('moving')
    app.sign_in_well()
    write_on(app, 0, 'Calcul du soir', 'Tracer trois traits.')
    wait_for('the entry on the ENT', lambda: dates(school, 'Calcul du soir') == [this_week(0)])
    app.picture('week')
    app.key('Down', 'Down')   # from the first card of the day one comes back to
    app.key('ctrl+shift+Right')
    wait_for('the entry on Tuesday', lambda: dates(school, 'Calcul du soir') == [this_week(1)])
    app.picture('moved')
    app.key('ctrl+z')
    wait_for('the entry on Monday', lambda: dates(school, 'Calcul du soir') == [this_week(0)])
    card = wait_for('the card of Monday', lambda: app.find('label', 'Calcul du soir', inside=app.find('list', 'lundi')))
    app.drag(card, app.wait('push button', 'Ajouter du travail pour mercredi'))
    wait_for('the entry on Wednesday', lambda: dates(school, 'Calcul du soir') == [this_week(2)])
    assert school.only('entries', 'Calcul du soir')['value'] == '<p>Tracer trois traits.</p>'
    warnings = app.close()
    assert not warnings, '\n'.join(warnings)


@step('a draft that was not asked to leave changes its day and stays here')
def moving_draft(school):
    app = school.teacher('moving-draft')
    app.sign_in_well()
    app.key('ctrl+2')
    app.press('push button', 'Ajouter du travail pour lundi')
    app.wait('text', 'Matière')
    app.type('Brouillon du soir')
    wait_for('the draft on the disk', lambda: 'Brouillon du soir' in app.drafts())
    app.key('Escape')
    app.wait('label', 'Brouillon du soir')
    app.key('Down', 'Down', 'ctrl+shift+Right')
    wait_for('the card on Tuesday', lambda: app.find('label', 'Brouillon du soir', inside=app.find('list', 'mardi')))
    app.wait('label', '1 brouillon')
    assert not school.find('entries', 'Brouillon du soir')


@step('the weeks are gone through by the keyboard and the calendar; Saturday is shown when wanted')
def weeks(school):
    app = school.teacher('weeks')
    app.sign_in_well()
    app.key('ctrl+2')
    monday = datetime.date.fromisoformat(this_week(0))
    number = monday.isocalendar().week
    app.wait('label', f'Semaine {number}')
    app.key('alt+Right')
    app.wait('label', f'Semaine {(monday + datetime.timedelta(days=7)).isocalendar().week}')
    app.key('alt+Home')
    app.wait('label', f'Semaine {number}')
    app.click(app.wait('push button', f'Semaine {number}'))
    app.picture('calendar')
    app.key('Escape')
    app.click(app.wait('push button', 'Plus'))
    app.key('Return')
    app.wait('push button', 'Ajouter du travail pour samedi')
    app.picture('saturday')


@step('a public holiday and the school holidays of my zone are said over their days')
def days_off(school):
    app = school.teacher('days-off')
    os.makedirs(app.data)
    shutil.copy(HOLIDAYS, app.data)
    app.sign_in_well()
    app.key('ctrl+2')
    go_to(app, datetime.date(2026, 11, 11))
    app.wait('label', 'Armistice')
    app.picture('public-holiday')
    go_to(app, datetime.date(2026, 12, 22))
    app.wait('label', 'Vacances : ')
    app.picture('holidays')


def go_to(app, day):
    """By the keyboard, week by week."""
    app.key('alt+Home')
    today = datetime.date.today()
    weeks = (day - datetime.timedelta(days=day.weekday()) - today + datetime.timedelta(days=today.weekday())).days // 7
    for _ in range(abs(weeks)):
        app.key('alt+Right' if weeks > 0 else 'alt+Left')
    app.wait('label', f'Semaine {day.isocalendar().week}')


if __name__ == '__main__':
    sys.exit(STEPS.main(__doc__))
