/** XML documents: their members are defined here. */
export {};
