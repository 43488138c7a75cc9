%% compat: octave
warning ("off", "my:warn");
warning ("my:warn", "not shown");
[msg, id] = lastwarn ();
printf ("[%s] [%s]\n", msg, id);
warning ("on", "my:warn");
lastwarn ("set by hand", "x:y");
[msg, id] = lastwarn ();
printf ("[%s] [%s]\n", msg, id);
