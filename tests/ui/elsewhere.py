# SPDX-License-Identifier: GPL-3.0-or-later
"""What a teacher may meet instead of an ENT: a page of something else, and a server whose certificate nobody vouches for.
Both listen on the loopback address, each in a thread of its own."""

import http.server
import os
import socket
import ssl
import subprocess
import threading

PAGE = '<!doctype html><html><head><title>Bienvenue</title></head><body><h1>Portail de la médiathèque</h1></body></html>'


class Page(http.server.BaseHTTPRequestHandler):
    """The same page for every question."""

    def do_GET(self):
        body = PAGE.encode()
        self.send_response(200)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.server.n_posts += 1
        self.do_GET()

    def log_message(self, *ignored):
        pass


class Elsewhere:
    """A web server that is no ENT; with a folder for its certificate it speaks TLS, and vouches for itself."""

    ISSUER = 'Filtrage du rectorat inventé'

    def __init__(self, certificate_folder=None):
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
        self.server.daemon_threads = True
        self.server.n_posts = 0
        self.server.handle_error = lambda *ignored: None   # a client that hangs up is what is tested
        scheme = 'http'
        if certificate_folder is not None:
            scheme = 'https'
            self.server.socket = self.wrap(certificate_folder)
        self.uri = f'{scheme}://127.0.0.1:{self.server.server_address[1]}'

    def wrap(self, folder):
        certificate = os.path.join(folder, 'certificate.pem')
        key = os.path.join(folder, 'key.pem')
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-utf8',
                        '-keyout', key, '-out', certificate, '-subj', f'/CN={self.ISSUER}',
                        '-addext', 'subjectAltName=IP:127.0.0.1'],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={'poll_interval': 0.05})
        self.thread.start()
        return self

    def __exit__(self, *ignored):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def free_port():
    """A port of this computer where nothing answers."""
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]
