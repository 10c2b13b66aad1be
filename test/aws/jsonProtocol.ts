import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import { type Call, json, type Reply } from './http.js';
import type { Answer } from './policy.js';
import { type Refusal, signatureMismatch } from './sigv4.js';

const contentType = { 'content-type': 'application/x-amz-json-1.1' };

/** An answer in AWS's JSON protocol, version 1.1. */
export function jsonResult(value: Record<string, unknown>): Reply {
  return json(200, value, contentType);
}

/** A refusal in that protocol. */
export function jsonError({ status, code, message }: AwsError): Reply {
  return json(status, { __type: code, message }, contentType);
}

/** What a call asks. Throws when its body is no JSON object. */
export function jsonBody(call: Call): Record<string, unknown> {
  const text = call.body.toString('utf8');
  try {
    const body: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new AwsError(400, 'SerializationException', 'The request is not a JSON object');
}

/** Why a call is denied, in AWS's words (IAM User Guide, "Troubleshoot access denied error messages"). */
export function deniedByPolicy({ principal }: Credential, action: string, { denied }: Extract<Answer, { allowed: false }>): AwsError {
  const reason = denied === 'scp' ? 'with an explicit deny in a service control policy'
    : `because no ${denied === 'session' ? 'session' : 'identity-based'} policy allows the ${action} action`;
  return new AwsError(400, 'AccessDeniedException', `User: ${principal.arn} is not authorized to perform: ${action} ${reason}`);
}

/** The codes of the JSON protocol for a signature that is not taken. */
export function unsignedError({ refused, detail }: Refusal): AwsError {
  switch (refused) {
    case 'missing': return new AwsError(400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    case 'malformed': return new AwsError(400, 'IncompleteSignatureException', 'The request signature does not conform to AWS standards.');
    case 'unknown key':
    case 'bad token': return new AwsError(400, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
    case 'expired token': return new AwsError(400, 'ExpiredTokenException', 'The security token included in the request is expired');
    default: return new AwsError(400, 'InvalidSignatureException', detail ?? signatureMismatch);
  }
}
