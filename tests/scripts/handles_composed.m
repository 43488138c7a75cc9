%% compat: octave
1;
function r = apply_twice (f, x)
  r = f (f (x));
endfunction
function r = make (n)
  r = @(x) x + n;
endfunction
printf ("%d\n", apply_twice (make (5), 1));
printf ("%d\n", apply_twice (@(s) s * 3, 2));
