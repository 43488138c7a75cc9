%% compat: both
x = 1; % trailing comment
%{
x = 100;
this block is ignored
%}
y = x + ... comment after the dots
    2;
fprintf('%d\n', y);
s = 'percent % inside text';
fprintf('%s\n', s);
%{
nested
%{
deeper
%}
still a comment
%}
z = [1, 2, ... one and two
     3];
fprintf('%d\n', numel(z));
if x == 1 && ...
   y == 3
  disp('both');
end
