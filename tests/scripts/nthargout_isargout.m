%% compat: octave
1;
function [a, b, c] = f ()
  a = isargout (1);
  b = isargout (2);
  c = isargout (3);
endfunction
[x, ~, z] = f ();
printf ("%d %d\n", x, z);
[~, y] = f ();
printf ("%d\n", y);
printf ("%d\n", nthargout (2, @max, [3 9 4]));
r = nthargout ([1 2], @size, ones (2, 5));
printf ("%d ", r{:});
printf ("\n");
