%% compat: octave
# hash comment
x = 1; # trailing
#{
x = 100;
#}
printf ("%d\n", x); % percent
y = "text # not a comment";
printf ("%s\n", y);
if (! (x != 1)) # bang operators
  disp ("one");
endif
