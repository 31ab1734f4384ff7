import { Problem } from './api';
import { words, type Words } from './words';

export type Language = 'de' | 'en';

const kept = 'postamt-language';

/** What the browser asks for, else English. */
function ofBrowser(): Language {
  for (const wanted of navigator.languages) {
    const language = wanted.slice(0, 2).toLowerCase();
    if (language === 'de' || language === 'en') return language;
  }
  return 'en';
}

function ofThisBrowser(): Language | '' {
  const value = localStorage.getItem(kept);
  return value === 'de' || value === 'en' ? value : '';
}

let chosen = $state<Language | ''>(ofThisBrowser());

export const language = {
  /** What was chosen; empty: the browser's. */
  get chosen(): Language | '' {
    return chosen;
  },
  get now(): Language {
    return chosen || ofBrowser();
  },
  set(value: Language | ''): void {
    chosen = value;
    if (value) localStorage.setItem(kept, value);
    else localStorage.removeItem(kept);
  },
};

/** The texts in the language of now. */
export function text(): Words {
  return words[language.now];
}

/** An error in plain words. */
export function explain(error: unknown): string {
  const { problems } = text();
  const name = error instanceof Problem ? error.name : 'temporary';
  return problems[name] ?? problems['temporary'] ?? '';
}

/** A day and the time, in the manner of the language. */
export function moment(seconds: number): string {
  return new Date(seconds * 1000).toLocaleString(language.now, { dateStyle: 'long', timeStyle: 'short' });
}

/** A day, in the manner of the language. */
export function day(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString(language.now, { dateStyle: 'medium' });
}
