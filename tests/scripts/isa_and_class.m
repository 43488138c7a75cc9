%% compat: both
fprintf('%s ', class(1), class('a'), class({}), class(struct()), class(true), class(@sin), class(int8(1)), class(single(1))); fprintf('\n');
fprintf('%d ', isa(1, 'double'), isa(1, 'float'), isa(1, 'numeric'), isa(int8(1), 'integer'), isa(int8(1), 'float'), isa(true, 'numeric')); fprintf('\n');
fprintf('%d ', isnumeric(1), isnumeric(true), isnumeric('a'), islogical(true), isreal(1), isreal(1i)); fprintf('\n');
fprintf('%d ', isscalar(1), isscalar([1 2]), isvector([1 2]), isvector(1), ismatrix(1), isrow([1 2]), iscolumn([1; 2])); fprintf('\n');
fprintf('%d ', isempty([]), isempty(0), isempty(''), isempty({}), isempty(struct([]))); fprintf('\n');
