import * as vscode from 'vscode';
import { toolIds, type ToolId } from './contributions';
import type { Services } from './services';

/** Answers one call of a tool with text. */
export type Tool = (input: unknown, token: vscode.CancellationToken) => Promise<string>;

/** What each tool of package.json does. */
export type ToolTable = Readonly<Record<ToolId, Tool>>;

/** Registers the tools that language models may call; what they do is loaded with the first call. */
export function registerTools(services: () => Promise<Services>): vscode.Disposable {
  const load = async (): Promise<ToolTable> => (await import('./lazy/toolTable')).toolTable(await services());
  const registered = Object.values(toolIds).map((id) =>
    vscode.lm.registerTool<unknown>(id, {
      prepareInvocation: () => ({ confirmationMessages: confirmation(id) }),
      invoke: async ({ input }, token) => {
        const text = await (await load())[id](input, token);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      },
    }),
  );
  return vscode.Disposable.from(...registered);
}

function confirmation(id: ToolId): vscode.LanguageModelToolConfirmationMessages {
  const { t } = vscode.l10n;
  const messages: Readonly<Record<ToolId, string>> = {
    bannerJobs_listJobs: t('Ids, statuses and labels of your tracked jobs go to the language model.'),
    bannerJobs_getJob: t(
      'The server is asked for one job with your key; the answer, without links, goes to the language model.',
    ),
    bannerJobs_waitForLabel: t('The language model waits for a tracked label, and learns what became of its jobs.'),
  };
  return { title: t('Read Banner Jobs'), message: messages[id] };
}
