/** Sallyport's own JSON, which is of the same format as its text. */
export const ownJson = `{
  "sallyport": 1,
  "identities": [
    { "arn": "arn:aws:iam::111111111111:user/alice", "mfaSerial": "arn:aws:iam::111111111111:mfa/alice", "stsRegion": "us-east-1", "sessionSeconds": 43200 }
  ],
  "roles": [
    {
      "name": "hub", "arn": "arn:aws:iam::222222222222:role/hub", "colour": "#c62828", "region": "us-east-1", "destination": "",
      "source": { "identity": "arn:aws:iam::111111111111:user/alice" }, "tags": ["live", "eu"]
    },
    {
      "name": "behind", "arn": "arn:aws:iam::333333333333:role/behind", "colour": "#2e7d32", "region": "eu-west-1",
      "destination": "s3/home", "source": { "role": "hub" }, "durationSeconds": 900
    }
  ],
  "rules": [{ "on": "account", "pattern": "2222*", "colour": "#1e62d0", "label": "EU" }]
}
`;
