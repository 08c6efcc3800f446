import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** The way between the application and PostgreSQL, so that a test can cut it: connections end, and new ones are refused or get no answer. */
export class Cable {
  private readonly sockets = new Set<Socket>();
  private server: Server;
  private isDead = false;
  private constructor(
    private readonly to: URL,
    private port = 0,
  ) {
    this.server = this.make();
  }

  static async to(databaseUrl: string): Promise<Cable> {
    const cable = new Cable(new URL(databaseUrl));
    await cable.mend();
    return cable;
  }
  /** The database's address at our end. */
  get url(): string {
    const url = new URL(this.to);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.toString();
  }

  private make(): Server {
    return createServer((near) => {
      this.keep(near);
      if (this.isDead) return;
      const far = connect(Number(this.to.port || 5432), this.to.hostname);
      this.keep(far);
      near.pipe(far).pipe(near);
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
    });
  }
  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }

  /** Ends every connection and refuses new ones. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
  /** Ends every connection and lets new ones wait for an answer that never comes. */
  async silence(): Promise<void> {
    await this.cut();
    this.isDead = true;
    await this.listen();
  }
  async mend(): Promise<void> {
    if (this.server.listening) await this.cut();
    this.isDead = false;
    await this.listen();
  }
  private async listen(): Promise<void> {
    this.server = this.make();
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }
}
