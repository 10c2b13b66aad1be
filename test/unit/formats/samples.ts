import type { FormatName } from '../../../src/formats/reading.js';
import { secret } from '../scenario.js';

/** A text of each format, as its tool writes it or its documentation shows it. */
export const samples: Readonly<Record<FormatName, string>> = {
  awsConfig: `# ~/.aws/config
[default]
region = ap-northeast-1
mfa_serial = arn:aws:iam::111111111111:mfa/alice-phone

[profile prod.admin]
role_arn = arn:aws:iam::222222222222:role/team/prod-admin
source_profile = default
region = us-east-1
duration_seconds = 3600
s3 =
  max_concurrent_requests = 20

[profile sso]
sso_session = corp
sso_account_id = 333333333333

[sso-session corp]
sso_region = us-east-1

# ~/.aws/credentials
[default]
aws_access_key_id = AKIAALICE0000EXAMPLE
aws_secret_access_key = ${secret}
`,
  aesr: `[organization1]
aws_account_id = 000011112222
target_role_name = Developer
target_region = eu-west-1

[Org1-Developer]
aws_account_id = 123456789012
source_profile = organization1
color = ffaaee

[Org1-Manager]
aws_account_id = 210987654321
role_name = Manager ; overrides target role name
source_profile = organization1
region = ap-northeast-1
image = "https://via.example.com/150"

[organization2]
aws_account_id = your-account-alias

[Org2-Role1]
role_arn = arn:aws:iam::234567890123:role/Role1
source_profile = organization2
color=bbeeff
group = second

[AnotherRole]
role_name = SomeOtherRole
aws_account_id = account-3-alias
`,
  granted: `[profile tax-prod/S3ListBuckets]
granted_sso_start_url      = https://d-976708da7d.awsapps.com/start
granted_sso_region         = ap-southeast-2
granted_sso_account_id     = 179203389603
granted_sso_role_name      = S3ListBuckets
common_fate_generated_from = aws-sso
credential_process         = granted credential-process --profile tax-prod/S3ListBuckets

[profile hub]
role_arn = arn:aws:iam::222222222222:role/hub
source_profile = default
granted_color = turquoise

[profile behind-hub]
role_arn = arn:aws:iam::333333333333:role/behind
source_profile = hub
credential_process = granted credential-process --profile behind-hub
`,
  awsSsoCli: `# ~/.aws-sso/config.yaml
SSOConfig:
  Default:
    SSORegion: us-east-1
    StartUrl: https://d-7665432.awsapps.com/start
    DefaultRegion: eu-west-1
    Accounts:
      012345678901:
        Name: Production # the real one
        Tags:
          Env: prod
          Color: red
        Roles:
          Admin:
            Profile: prod-admin
            DefaultRegion: us-west-2
          Deep:
            Via: arn:aws:iam::012345678901:role/Admin
            SourceIdentity: alice
            ExternalId: x-1
            Tags: {Env: deep, Team: data}
      '2222222222':
        Roles:
          ReadOnly:
DefaultRegion: ca-central-1
UrlAction: open
`,
  leapp: `{
  "_pinned": [],
  "_sessions": [
    {
      "sessionId": "a1", "sessionName": "alice", "status": 0, "type": "awsIamUser", "region": "us-east-1",
      "mfaDevice": "arn:aws:iam::111111111111:mfa/alice", "profileId": "p1"
    },
    {
      "sessionId": "b2", "sessionName": "prod", "type": "awsIamRoleChained", "region": "eu-west-1",
      "roleArn": "arn:aws:iam::222222222222:role/prod", "parentSessionId": "a1", "roleSessionName": "assumed-from-leapp"
    },
    {
      "sessionId": "c3", "sessionName": "prod", "type": "awsIamRoleChained",
      "roleArn": "arn:aws:iam::333333333333:role/behind",
      "parentSessionId": "b2", "roleSessionName": "alice@example.com"
    },
    { "sessionId": "d4", "sessionName": "corp", "type": "awsSsoRole", "roleArn": "arn:aws:iam::444444444444/Admin" },
    { "sessionId": "e5", "sessionName": "okta", "type": "awsIamRoleFederated" },
    { "sessionId": "f6", "sessionName": "subscription", "type": "azure" }
  ],
  "_defaultRegion": "us-east-1"
}
`,
  peacock: `[
  /**
   * When multiple rules match, the first matching rule will be applied.
   */
  // prod
  {
    "env": { "account": "111111111111" },
    "style": { "navigationBackgroundColor": "#65c89b", "accountMenuButtonBackgroundColor": "#945bc4" }
  },
  {
    "env": [
      { "account": "222222222222", "region": "us-east-1" }, // region is optional
      { "account": 333333333333 },
    ],
    "style": { "accountMenuButtonBackgroundColor": "rgb(191, 0, 96)" }
  },
  { "accounts": ["444444444444"], "style": { "navigationBackgroundColor": "#39F" } },
  { "region": "eu-west-1", "style": { "navigationBackgroundColor": "#0000ff80" } },
  { "accounts": ["555555555555"], "style": { "navigationBackgroundColor": "rebeccapurple" } }
]
`,
  accessKeyCsv: `\uFEFFUser name,Password,Access key ID,Secret access key,Console login link\r
alice,,AKIAALICE0000EXAMPLE,${secret},https://111111111111.signin.aws.amazon.com/console\r
"bob, the
second","pass,word",AKIABOB000000EXAMPLE,${secret},\r
\r
carol,x,,,https://111111111111.signin.aws.amazon.com/console\r
`,
  sallyport: `# Sallyport: identities, roles and colour rules, without keys

[profile alice]
sallyport_user = arn:aws:iam::111111111111:user/alice
mfa_serial = arn:aws:iam::111111111111:mfa/alice-phone
sallyport_sts_region = us-east-1
duration_seconds = 43200

[profile prod]
role_arn = arn:aws:iam::222222222222:role/team/prod
source_profile = alice
mfa_serial = arn:aws:iam::111111111111:mfa/alice-phone
region = us-east-1
color = c62828
group = "\\u0023 first"
sallyport_name = prod ]#"
sallyport_account = Acme Prod
sallyport_tags = live, "quoted" tag
sallyport_destination = ec2/home#Instances:

[sallyport-rule 1]
on = role
pattern = *prod*
color = c62828
label = " PROD"
`,
};
