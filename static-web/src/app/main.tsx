import "@fontsource-variable/public-sans/wght.css";
import "@/styles/tokens.css";
import "@/styles/base.css";
import "@/styles/controls.css";
import "@/styles/pieces.css";
import "@/styles/shell.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startTexts } from "@/i18n";
import { connection } from "@/lib/connection";
import { theme } from "@/lib/theme";
import { App } from "./app";

theme.start();
connection.watch();
const root = document.getElementById("root");
if (root) void startTexts().then(() => createRoot(root).render(<StrictMode><App /></StrictMode>));
