import { changes, type Calls } from '$api';

/** What the server says instead of an answer (RFC 9457); `name` is the last part of its type. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly name: string,
    readonly detail: string,
    readonly field: string,
  ) {
    super(detail);
  }
}

let csrf = '';

async function problemOf(answer: Response): Promise<Problem> {
  const said: unknown = await answer.json().catch(() => ({}));
  const text = (key: string): string => {
    const value = (said as Record<string, unknown>)[key];
    return typeof value === 'string' ? value : '';
  };
  const name = text('type').replace('/problem/', '') || 'temporary';
  return new Problem(answer.status, name, text('detail'), text('field'));
}

/** One call of the API. Throws a Problem. */
export async function call<Name extends keyof Calls>(
  name: Name,
  body: Calls[Name]['takes'],
): Promise<Calls[Name]['gives']> {
  const request: RequestInit = changes[name]
    ? {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
        body: JSON.stringify(body),
      }
    : {};
  let answer: Response;
  try {
    answer = await fetch(`/api/${name}`, { ...request, credentials: 'same-origin' });
  } catch {
    throw new Problem(0, 'unreachable', '', '');
  }
  if (!answer.ok) throw await problemOf(answer);
  const gives = (await answer.json()) as Calls[Name]['gives'];
  if ('csrf' in gives && typeof gives.csrf === 'string') csrf = gives.csrf;
  return gives;
}
