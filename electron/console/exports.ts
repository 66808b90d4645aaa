import path from 'node:path';
import { fail } from '../../shared/model/failure.ts';
import type { ConsoleTab } from '../../shared/model/console.ts';
import type { ActivityStart } from '../activity/types.ts';
import type { ExportJob } from './export/export-job.ts';
import { failureOf } from './problems.ts';
import type { ExportFormat } from './protocol.ts';
import type { TabSession } from './tab-session.ts';
import type { ConsoleDeps } from './types.ts';

interface ExportRequest {
  readonly resultId: string;
  readonly format: ExportFormat;
  readonly columns: string[];
}

/** Files being written, and where those of this session went. */
export class Exports {
  readonly #deps: ConsoleDeps;
  readonly #running = new Map<string, ExportJob>();
  readonly #paths = new Map<string, string>();

  constructor(deps: ConsoleDeps) {
    this.#deps = deps;
  }

  /** Asks where to, then writes. Null: the dialog was closed. Throws FailureError. */
  async run(
    session: TabSession,
    tab: ConsoleTab,
    { resultId, format, columns }: ExportRequest,
  ): Promise<{ exportId: string; path: string; rows: number } | null> {
    const summary = session.results.results.find((result) => result.resultId === resultId);
    if (summary === undefined) {
      throw fail('not-found', 'This result is no longer kept.', 'Run the command again.');
    }
    const target = await this.#deps.saveDialog({
      title: `Export ${summary.cmdlet}`,
      suggestedName: suggestedName(summary.cmdlet, tab.title, format),
      format,
    });
    if (target === null) return null;
    const job = session.newExport(target, resultId);
    this.#running.set(job.exportId, job);
    this.#paths.set(job.exportId, target);
    const entry = await this.#deps.activity.begin(this.#start(tab, summary.cmdlet, target));
    try {
      const rows = await session.runExport(job, resultId, format, columns);
      await entry.end({ outcome: 'exported', amount: rows, failure: null });
      return { exportId: job.exportId, path: target, rows };
    } catch (error) {
      const failure = failureOf(error);
      const cancelled = failure.code === 'cancelled';
      await entry.end({
        outcome: cancelled ? 'stopped' : 'failed',
        amount: null,
        failure: cancelled ? null : failure,
      });
      throw error;
    } finally {
      this.#running.delete(job.exportId);
    }
  }

  cancel(exportId: string): void {
    this.#running.get(exportId)?.cancel();
  }

  show(exportId: string): void {
    const target = this.#paths.get(exportId);
    if (target === undefined) throw fail('not-found', 'This file is not known.', 'Export the result again.');
    this.#deps.reveal(target);
  }

  #start(tab: ConsoleTab, cmdlet: string, target: string): ActivityStart {
    const profile =
      tab.connectionId === null ? undefined : this.#deps.registry.view(tab.connectionId)?.profile;
    return {
      who: profile?.username ?? '',
      where: {
        connectionId: tab.connectionId,
        organization: profile?.organization.name ?? profile?.organization.domain ?? tab.title,
        tenantId: profile?.organization.tenantId ?? null,
        cloudId: profile?.cloudId ?? '',
        colour: profile === undefined || profile.cloudId === 'Practice' ? null : profile.colour,
      },
      kind: 'export',
      what: `${cmdlet} · ${path.basename(target)}`,
      correlationId: null,
    };
  }
}

/** `Get-Mailbox Contoso 2026-01-31.csv`, without what file systems refuse. */
function suggestedName(cmdlet: string, title: string, format: ExportFormat): string {
  const day = new Date().toISOString().slice(0, 10);
  const name = `${cmdlet} ${title} ${day}`.replace(/[<>:"/\\|?*]/g, ' ').replace(/\s+/g, ' ');
  return `${name.trim()}.${format}`;
}
