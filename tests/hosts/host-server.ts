/** The servers of hosts: another site than the embed's, with the headers that a host sends. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import sirv from 'sirv';

import { SITES } from './places.ts';

interface Page {
  markup: string;
  headers: Record<string, string>;
}

/** Serves the built sites or another folder, and pages that a test writes; no header but a page's own says who may have them. */
export class HostServer {
  readonly #pages = new Map<string, Page>();
  readonly #server: Server;

  private constructor(folder: string) {
    const sites = sirv(folder, { dev: true });
    this.#server = createServer((request, response) => {
      const written = this.#pages.get(new URL(request.url ?? '/', 'http://localhost').pathname);
      if (written !== undefined) {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...written.headers }).end(written.markup);
        return;
      }
      sites(request, response, () => void response.writeHead(404).end());
    });
  }

  static async start(folder = SITES): Promise<HostServer> {
    const started = new HostServer(folder);
    await new Promise<void>((done) => started.#server.listen(0, '127.0.0.1', done));
    return started;
  }

  /** By name, where the embed goes by number: two sites to a browser. */
  get address(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Puts a page at a path; its address. */
  write(path: string, markup: string, headers: Record<string, string> = {}): string {
    this.#pages.set(path, { markup, headers });
    return `${this.address}${path}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
