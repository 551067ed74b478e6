import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forbidden, notFound, type Answer } from './answer';
import type { Links } from './links';
import type { Picture } from './pictures';

/** Pictures by signed link: no key is asked for, as with the links of a real store. */
export class ImageEndpoint {
  private readonly byFile: ReadonlyMap<string, Picture>;

  constructor(
    private readonly folder: string,
    pictures: readonly Picture[],
    private readonly links: Links,
  ) {
    this.byFile = new Map(pictures.map((picture) => [picture.file, picture]));
  }

  /** Only names from the manifest are ever joined to the folder, so no path can leave it. */
  async answer(url: URL): Promise<Answer> {
    const picture = this.byFile.get(url.pathname.slice('/images/'.length));
    if (!picture) return notFound(`GET ${url.pathname}`);
    const isGood = this.links.isGood(picture.file, url.searchParams.get('sig') ?? '');
    if (!isGood) return forbidden('This link has expired or was not made by this server.');
    return { status: 200, contentType: picture.contentType, body: await readFile(join(this.folder, picture.file)) };
  }
}
