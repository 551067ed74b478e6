/** What the server says to one request. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
}

export function json(body: unknown, status = 200): Answer {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

/** The error body of spec/status-api.md: the kind is the last segment of `type`. */
export function failure(status: number, kind: string, detail: string): Answer {
  return json({ status, type: `/exception/client_error/${kind}`, title: kind, detail }, status);
}

export const notFound = (what: string): Answer => failure(404, 'not_found', `Cannot ${what}`);
export const invalidPayload = (detail: string): Answer => failure(400, 'invalid_payload', detail);
export const forbidden = (detail: string): Answer => failure(403, 'forbidden', detail);

/** For a fault of this server's own, such as a picture that was deleted while it runs. */
export const serverError = (): Answer =>
  json({ status: 500, type: '/exception/server_error/internal', title: 'internal', detail: 'Something failed.' }, 500);
