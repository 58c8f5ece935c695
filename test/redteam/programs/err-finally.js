// attack: holds on in finally
// expect: fuel
try { for (;;); } finally { for (;;); }
