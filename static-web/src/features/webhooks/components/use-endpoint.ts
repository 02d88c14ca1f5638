import { useOutletContext } from "react-router";
import type { Tagged } from "@/api/client";
import type { Endpoint } from "../api/wire";

/** The endpoint that an administrator's pages below its head are about. */
export const useEndpoint = () => useOutletContext<Tagged<Endpoint>>();

/** The same where it is only looked at, also by a partner. */
export const useSeenEndpoint = () => useOutletContext<Endpoint>();
