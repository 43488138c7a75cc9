%% compat: octave
s.a = 1;
s.b = "two";
s.c = {3};
for [value, key] = s
  printf ("%s: %s\n", key, class (value));
endfor
