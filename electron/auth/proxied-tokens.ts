import { wayOf, withProxyWay } from '../http/proxy-way.ts';
import type { TokenSources } from './types.ts';

/** Tokens go out by the way that their connection chose, as its data does. */
export function proxiedTokens(sources: TokenSources): TokenSources {
  return {
    open(profile, secrets) {
      const source = sources.open(profile, secrets);
      return {
        renewable: source.renewable,
        get: (request) => withProxyWay(wayOf(profile), () => source.get(request)),
        release: (scopes) => source.release(scopes),
        close: () => source.close(),
      };
    },
  };
}
