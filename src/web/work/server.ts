// What is asked of the program, and what it answers.

/** Why something was not done: a word of the program, and sentences. */
export class Refused extends Error {
  readonly kind: string;
  readonly words: string[];

  constructor(kind: string, words: string[]) {
    super(words.join(' '));
    this.kind = kind;
    this.words = words;
  }
}

const answered = async (response: Response): Promise<unknown> => {
  if (response.status === 204) return undefined;
  if (response.status === 413) throw new Refused('too_long', []);
  const text = await response.text();
  if (!response.ok) {
    let refusal: { kind: string; words: string[] };
    try {
      refusal = JSON.parse(text) as { kind: string; words: string[] };
    } catch {
      refusal = { kind: 'failed', words: [text] };
    }
    throw new Refused(refusal.kind, refusal.words);
  }
  return JSON.parse(text) as unknown;
};

const asked = async (path: string, request: RequestInit): Promise<unknown> => {
  let response: Response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Refused('gone', []);
  }
  return answered(response);
};

/** What the program says of something. */
export const get = async <T>(path: string): Promise<T> => (await asked(path, {})) as T;

/** Asks the program to do something. */
export const post = async <T>(path: string, body: unknown = {}): Promise<T> =>
  (await asked(path, { method: 'POST', body: JSON.stringify(body) })) as T;

/** Asks what would be under suppositions. */
export const suppose = async <T>(text: string): Promise<T> =>
  (await asked('/api/suppose', { method: 'POST', body: text })) as T;

/** Hands a file over. */
export const send = async <T>(path: string, file: Blob): Promise<T> =>
  (await asked(path, { method: 'POST', body: file })) as T;

/** The address of a file of the fund's folder. */
export const fileAddress = (path: string): string => `/files/${path.split('/').map(encodeURIComponent).join('/')}`;
