import { assembleCloud, type PracticeCloud } from './cloud.ts';
import { createComplianceService } from './compliance/service.ts';
import { createExchangeService } from './exchange/service.ts';
import type { PracticeOptions } from './options.ts';

/**
 * Starts a whole practice cloud in this process. `report` gets failures that no client was told the cause of.
 * Rejects with PortInUse when a port that was asked for is taken.
 */
export function startPracticeCloud(
  options: Partial<PracticeOptions> = {},
  report: (error: unknown) => void = () => {},
): Promise<PracticeCloud> {
  return assembleCloud(
    options,
    (parts) => {
      const compliance = createComplianceService(parts);
      const exchange = createExchangeService(parts);
      return async (request) => (await compliance(request)) ?? exchange(request);
    },
    report,
  );
}
