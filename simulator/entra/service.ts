import { jsonResponse } from '../http/forms.ts';
import type { PracticeService } from '../types.ts';
import { answerAppsPage, APPS_PAGE } from './apps-page.ts';
import { createAuthorizePages } from './authorize.ts';
import type { EntraContext } from './context.ts';
import { answerInstanceDiscovery, answerOpenIdConfiguration, answerUserRealm } from './discovery.ts';
import { answerDeviceCode, DEVICE_PAGE } from './device.ts';
import { instanceOf } from './instances.ts';
import { answerToken } from './token.ts';

const TENANT_PATH =
  /^\/([^/]+)\/(oauth2\/v2\.0\/(?:authorize|token|logout|devicecode)|v2\.0\/\.well-known\/openid-configuration|discovery\/v2\.0\/keys)$/u;
const USER_REALM = /^\/common\/userrealm\/([^/]+)$/iu;

/** The sign-in service: every address that real clients were seen to ask (real-client.md 3), and its pages. */
export function createEntraService(entra: EntraContext): PracticeService {
  const pages = createAuthorizePages(entra);
  return async (request) => {
    const path = decodePath(request.url.pathname);
    if (path === null) return null;
    if (path === '/practice/sign-in' && (request.method === 'GET' || request.method === 'POST')) {
      return pages.signIn(request);
    }
    if (path === APPS_PAGE) {
      return request.method === 'GET' || request.method === 'POST'
        ? answerAppsPage(entra, request)
        : notAllowed('GET, POST');
    }
    if (path === DEVICE_PAGE) {
      return request.method === 'GET' || request.method === 'POST'
        ? pages.device(request)
        : notAllowed('GET, POST');
    }
    if (path === '/common/discovery/instance' && request.method === 'GET') {
      return answerInstanceDiscovery(entra, request);
    }
    const realm = USER_REALM.exec(path);
    if (realm?.[1] !== undefined && request.method === 'GET')
      return answerUserRealm(entra, request, realm[1]);
    const match = TENANT_PATH.exec(path);
    if (match?.[1] === undefined || match[2] === undefined) return null;
    const authority = match[1];
    const method = request.method;
    switch (match[2]) {
      case 'oauth2/v2.0/authorize':
        return method === 'GET' || method === 'POST'
          ? pages.authorize(request, authority)
          : notAllowed('GET, POST');
      case 'oauth2/v2.0/logout':
        return method === 'GET' ? pages.signOut(request) : notAllowed('GET');
      case 'oauth2/v2.0/token':
        return method === 'POST' ? answerToken(entra, request, authority) : notAllowed('POST');
      case 'oauth2/v2.0/devicecode':
        return method === 'POST' ? answerDeviceCode(entra, request, authority) : notAllowed('POST');
      case 'v2.0/.well-known/openid-configuration':
        return method === 'GET' ? answerOpenIdConfiguration(entra, request, authority) : notAllowed('GET');
      default:
        return method === 'GET'
          ? jsonResponse(200, await entra.signer.jwks(instanceOf(request.url.hostname)))
          : notAllowed('GET');
    }
  };
}

function notAllowed(allow: string): { status: number; headers: Record<string, string> } {
  return { status: 405, headers: { Allow: allow, 'Content-Length': '0' } };
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
