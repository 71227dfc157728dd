// The certified provider with one client and accounts made up when somebody signs in. What it is told: OIDC_TEST, as JSON:
// port, client {client_id, client_secret, redirect_uris}, and accounts: login -> claims.
import Provider from "oidc-provider";

const { port, client, accounts } = JSON.parse(process.env.OIDC_TEST);
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [client],
  cookies: { keys: ["only for tests"] },
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["name"],
    kommun: ["kommunkod"],
  },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: true, name: "Namn Ur Kontot", ...accounts[id] }),
  }),
  pkce: { required: () => true },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
});
const server = provider.listen(port, "127.0.0.1", () => console.log("ready"));
// Ends with the one who started it, whatever becomes of that.
process.stdin.on("end", () => server.close(() => process.exit()));
process.stdin.resume();
