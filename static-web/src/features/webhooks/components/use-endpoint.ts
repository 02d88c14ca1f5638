import { useOutletContext } from "react-router";
import type { Tagged } from "@/api/client";
import type { Endpoint, SeenEndpoint } from "../api/wire";

/** The endpoint that an administrator's pages below its head are about. */
export const useEndpoint = () => useOutletContext<Tagged<Endpoint>>();

/** The endpoint that these pages are about, as far as everybody sees it who looks at it. */
export const useSeenEndpoint = () => useOutletContext<SeenEndpoint>();
