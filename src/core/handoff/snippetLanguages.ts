import { cSnippets } from './snippetsOfC';
import { scriptSnippets } from './snippetsOfScripts';
import { managedSnippets } from './snippetsOfManaged';

/** The languages of the API's own reference, in its order. */
export const snippetLanguages = [
  'shell',
  'javascript',
  'java',
  'swift',
  'go',
  'php',
  'python',
  'http',
  'c',
  'csharp',
  'objectivec',
  'ruby',
  'ocaml',
  'dart',
  'r',
] as const;
export type SnippetLanguage = (typeof snippetLanguages)[number];

/** What languages call themselves; names are not translated. */
export const languageNames: Readonly<Record<SnippetLanguage, string>> = {
  shell: 'Shell (curl)',
  javascript: 'JavaScript (fetch)',
  java: 'Java (HttpClient)',
  swift: 'Swift (URLSession)',
  go: 'Go (net/http)',
  php: 'PHP',
  python: 'Python (urllib)',
  http: 'HTTP (REST Client)',
  c: 'C (libcurl)',
  csharp: 'C# (HttpClient)',
  objectivec: 'Objective-C (NSURLSession)',
  ruby: 'Ruby (Net::HTTP)',
  ocaml: 'OCaml (ocurl)',
  dart: 'Dart (http)',
  r: 'R (httr2)',
};

/** Writes a request as code; both texts are plain ASCII without quotes but those of JSON. */
export type Snippet = (request: SnippetText) => string;

/** A request as templates take it. */
export interface SnippetText {
  /** The address, harmless between quotes of any kind. */
  readonly url: string;
  /** The body as harmless JSON, see `asciiJson`: `"` and `\` are all that a literal has to escape. */
  readonly json: string;
}

/** The template of each language. */
export const snippets: Readonly<Record<SnippetLanguage, Snippet>> = {
  ...scriptSnippets,
  ...managedSnippets,
  ...cSnippets,
};
