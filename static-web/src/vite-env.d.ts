/// <reference types="vite/client" />
interface ImportMetaEnv {
  /** Name of the sign-in provider of the host; `local` (own accounts, asked for in our page) when left out. */
  readonly VITE_SIGN_IN_PROVIDER?: string;
}
