import { config } from 'zod';

// The page runs no code made from text (docs/security.md); zod would try, and each try is reported as a violation.
config({ jitless: true });
