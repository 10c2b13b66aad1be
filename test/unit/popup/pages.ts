import { roleNamed } from '../scenario.js';

export const far = roleNamed('far', { arn: 'arn:aws:iam::333333333333:role/far' });
export const china = roleNamed('china', { arn: 'arn:aws-cn:iam::222222222222:role/china', region: 'cn-north-1' });
export const queue = 'arn:aws:sqs:eu-west-1:222222222222:jobs';
export const queuePage = { destination: 'sqs/v3/home#/queues/https%3A%2F%2Fsqs.eu-west-1.amazonaws.com%2F222222222222%2Fjobs', region: 'eu-west-1' };
export const farPage = 'https://333333333333-abcd1234.eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#Instances:';
export const farLanding = { destination: 'ec2/home?region=eu-west-1#Instances:', region: 'eu-west-1' };
