import type { AwsError } from './errors.js';
import type { Reply } from './http.js';
import { escapeMarkup } from './markup.js';
import type { Elements } from './stsActions.js';

/** The answer of an action in the XML of the Query protocol. */
export function queryResult(namespace: string, action: string, result: Elements, requestId: string): Reply {
  const content = element(`${action}Result`, result) + element('ResponseMetadata', { RequestId: requestId });
  return xml(200, requestId, `<${action}Response xmlns="${namespace}">${content}</${action}Response>`);
}

/** A refusal in the XML of the Query protocol, as STS and IAM write it. */
export function queryError(namespace: string, { status, code, message }: AwsError, requestId: string): Reply {
  const error = { Type: 'Sender', Code: code, Message: message };
  return xml(status, requestId, `<ErrorResponse xmlns="${namespace}">${element('Error', error)}${element('RequestId', requestId)}</ErrorResponse>`);
}

/** An element; one for each member of a list. */
function element(name: string, content: Elements[string]): string {
  if (Array.isArray(content)) return content.map((member) => element(name, member)).join('');
  const inner = typeof content === 'object'
    ? Object.entries(content).map(([child, value]) => element(child, value)).join('')
    : escapeMarkup(String(content));
  return `<${name}>${inner}</${name}>`;
}

function xml(status: number, requestId: string, body: string): Reply {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}
