import type { BatchRequest, ExchangeSession, PageRequest } from '../../exchange/types.ts';
import type { CallWatch, WatchedCall } from './call-watch.ts';

/** The same session; each of its calls is told as it begins and as its answer comes. */
export function watchSession(
  session: ExchangeSession,
  begin: (call: WatchedCall) => CallWatch,
): ExchangeSession {
  function getPage(request: PageRequest) {
    const { cmdlet, parameters, correlationId, nextLink, onTried } = request;
    const answer = nextLink === null ? 'first' : 'next page';
    const watch = begin({ cmdlet, parameters, correlationId, answer });
    const page = session.getPage({
      ...request,
      onTried: (tried) => {
        watch.tried(tried);
        onTried?.(tried);
      },
    });
    // First in line: whoever waits for the page moves its bytes away.
    void page.then(watch.done, watch.failed);
    return page;
  }

  function getPages(batch: BatchRequest) {
    const { cmdlet, correlationId, onTried } = batch;
    const watches = batch.parts.map(({ parameters }) =>
      begin({ cmdlet, parameters, correlationId, answer: 'in a batch' }),
    );
    const pages = session.getPages({
      ...batch,
      onTried: (tried) => {
        for (const watch of watches) watch.tried(tried);
        onTried?.(tried);
      },
    });
    pages.forEach((page, at) => void page.then(watches[at]?.done, watches[at]?.failed));
    return pages;
  }

  return { ...session, getPage, getPages };
}
