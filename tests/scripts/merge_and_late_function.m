%% compat: octave
printf ("%d ", merge (true, 1, 2));
printf ("%d ", merge ([true false true], [1 2 3], [10 20 30]));
printf ("\n");
function r = choose (c, a, b)
  if (c) r = a; else r = b; endif
endfunction
printf ("%s\n", choose (3 > 2, "yes", "no"));
