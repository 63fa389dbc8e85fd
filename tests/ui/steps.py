# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps that do not lean on each other, each with a program in folders of its own, and one school for all."""

import argparse
import sys
import tempfile
import time
import traceback

from desktop import WindowManager
from school import School


class Steps:
    def __init__(self, name):
        self.name = name
        self.tests = []

    def step(self, words):
        def remember(function):
            self.tests.append((words, function))
            return function
        return remember

    def main(self, description):
        parser = argparse.ArgumentParser(description=description)
        parser.add_argument('--program', required=True)
        parser.add_argument('--server', required=True)
        parser.add_argument('--pictures')
        parser.add_argument('--only', action='append', help='run these steps alone, by the name of their function')
        options = parser.parse_args()
        tests = [test for test in self.tests if not options.only or test[1].__name__ in options.only]
        print(f'1..{len(tests)}', flush=True)
        with tempfile.TemporaryDirectory(prefix=f'encrier-{self.name}-') as folder, WindowManager():
            school = School(options, folder)
            try:
                return 0 if all([self.run(school, number, *test) for number, test in enumerate(tests, 1)]) else 1
            finally:
                school.end_step()
                school.server.stop()

    def run(self, school, number, words, function):
        began = time.monotonic()
        try:
            function(school)
            print(f'ok {number} {words} # {time.monotonic() - began:.1f} s', flush=True)
            return True
        except (Exception, SystemExit) as trouble:
            print(f'not ok {number} {words}', flush=True)
            print(f'# {trouble!r}', file=sys.stderr)
            traceback.print_exc()
            if school.teachers and school.teachers[-1].process is not None:
                print(f'# Encrier: {school.teachers[-1].process.poll()}', *school.teachers[-1].warnings(),
                      school.teachers[-1].texts(), sep='\n', file=sys.stderr)
                school.teachers[-1].picture('trouble')
            return False
        finally:
            school.end_step()
