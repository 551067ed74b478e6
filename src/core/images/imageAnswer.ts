import type { Rect } from '../crop/rect';
import type { ImageHeader } from './imageType';
import type { OtherHeader } from './otherFormat';

/** A picture as it came, told by its first bytes to be one. */
export interface LoadedImage {
  readonly bytes: Uint8Array;
  /** One that the page cannot show comes only for a file. */
  readonly header: ImageHeader | OtherHeader;
}

/** Why there is no picture, told apart by what the user can do. Nothing here holds a link. */
export type ImageProblem =
  | { readonly kind: 'forbidden' | 'gone'; readonly status: number }
  /** `text`: the first bytes as plain text. */
  | { readonly kind: 'notImage'; readonly text: string }
  /** A picture of a format that cannot be shown; `name`: what people call it. */
  | { readonly kind: 'otherFormat'; readonly name: string }
  /** `limit` in bytes or in millions of px. */
  | { readonly kind: 'tooLarge'; readonly by: 'bytes' | 'pixels'; readonly limit: number }
  /** More than the page holds when decoded, in millions of px: it can be saved only. */
  | { readonly kind: 'neverShown'; readonly limit: number }
  /** A picture whose size its header does not tell may be of any. */
  | { readonly kind: 'unknownSize' }
  /** More pictures than one, which move. */
  | { readonly kind: 'animation' }
  /** Its end is missing. */
  | { readonly kind: 'cutOff' }
  | { readonly kind: 'privateAddress'; readonly origin: string }
  /** The link, or a redirect, is not one that is followed. */
  | { readonly kind: 'refusedLink'; readonly reason: LinkRefusal }
  | { readonly kind: 'offline' | 'tls' | 'proxy' | 'timeout'; readonly text: string }
  | { readonly kind: 'server'; readonly status: number }
  /** A file that is not there, or that may not be read. */
  | { readonly kind: 'unreadable'; readonly text: string }
  | { readonly kind: 'cancelled' };

export type LinkRefusal = 'notHttps' | 'notALink' | 'tooManyRedirects';

export type ImageAnswer = { readonly kind: 'image'; readonly image: LoadedImage } | ImageProblem;

/** The result of a job that a picture belongs to. */
export interface PictureOf {
  readonly jobId: string;
  /** From 0. */
  readonly resultIndex: number;
  /** As received. */
  readonly crop?: Rect | undefined;
}

/** What is taken in spite of what is wrong with it. */
export interface Consent {
  /** The user wants it, however large. */
  readonly loadLarge: boolean;
  /** What there is of it is wanted. */
  readonly showCutOff?: boolean;
  /** It is for a file, and not decoded: only what is no picture, or not a whole one, is refused. */
  readonly forFile?: boolean;
}

export interface LoadOptions extends Consent {
  /** Whose result it is: decides which origin may lie on a private address. */
  readonly profileId: string;
  /** Origins on private addresses that the user has allowed. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** What it shows; absent for a picture that is not kept on disk. */
  readonly result?: PictureOf;
  /** Of one that is nobody's result: it is loaded anew, whoever holds it already. */
  readonly fresh?: boolean;
}

/** Lets go of the kept picture of a result, which turned out to be none. Never rejects. */
export type ForgetImage = (profileId: string, result: PictureOf) => Promise<void>;

/** Loads a picture by its link. Never rejects. */
export type LoadImage = (url: string, options: LoadOptions, signal: AbortSignal) => Promise<ImageAnswer>;
