/** A bug, or a world that is not as the code needs it to be: nobody who asks can mend it. Answered as 500, retried by jobs, then parked. */
export class Fault extends Error {
  override readonly name = 'Fault';
}
