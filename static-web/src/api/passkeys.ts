import { api } from "./client";

/** Whether this browser can make and use passkeys, here: browsers refuse them on addresses without a name. */
export const passkeysWork = () => typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential && window.isSecureContext;

/** The person closed the browser's own dialog, or there was no passkey to choose. */
export class PasskeyDismissed extends Error {}

async function ask(question: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const answer = await question();
    if (answer instanceof PublicKeyCredential) return answer;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  throw new PasskeyDismissed();
}

/** Makes a passkey for whoever is signed in. */
export async function addPasskey(name: string, password: string) {
  const options = await api.post<PublicKeyCredentialCreationOptionsJSON>("/.auth/passkeys/question", { password });
  const credential = await ask(() => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }));
  await api.post<unknown>("/.auth/passkeys", { name, credential: credential.toJSON() as unknown });
}

/** Signs in with a passkey that this device has for the host. */
export async function signInWithPasskey() {
  const options = await api.post<PublicKeyCredentialRequestOptionsJSON>("/.auth/login/passkey/question", {});
  const credential = await ask(() => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));
  await api.post<unknown>("/.auth/login/passkey", { credential: credential.toJSON() as unknown });
}
